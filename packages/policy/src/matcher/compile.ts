import {
  type ClaimFact,
  type ClaimPath,
  type ClaimType,
  factOf,
  type Profile,
  parseClaimPath,
} from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import type { MemberPath } from '../document/document.ts';
import type { MatcherForm, MatchForm, OperatorForm, Scalar } from '../document/matcher-form.ts';
import { didYouMean } from '../parse/nearest.ts';
import type { Problem } from '../problem.ts';
import { compileGlob } from './glob.ts';
import type { Matcher } from './matcher.ts';
import { compileRegex } from './regex.ts';

/** One entry of a `match`: a claim and what it must be. */
export interface ClaimCondition {
  readonly path: ClaimPath;
  readonly matcher: Matcher;
}

export interface CompiledMatch {
  readonly conditions: readonly ClaimCondition[];
  readonly problems: readonly Problem[];
}

/**
 * Compiles a `match` against what the provider's profile knows: an unknown claim name and a matcher of another type
 * than the claim's are problems. Claims the profile does not know are matched as they come, under an open profile or
 * when written as a pointer.
 */
export function compileMatch(match: MatchForm, profile: Profile, at: MemberPath): CompiledMatch {
  const conditions: ClaimCondition[] = [];
  const problems: Problem[] = [];
  for (const [claim, form] of Object.entries(match)) {
    const where = [...at, claim];
    const path = readPath(claim, profile);
    if (!path.ok) {
      problems.push({ rule: 'unknown-claim', path: where, ...path.error });
      continue;
    }
    const matcher = compileMatcher(form, factOf(profile, claim), claim);
    if (matcher.ok) conditions.push({ path: path.value, matcher: matcher.value });
    else problems.push({ path: where, ...matcher.error });
  }
  return { conditions, problems };
}

interface PathProblem {
  readonly message: string;
  readonly hint?: string | undefined;
}

function readPath(claim: string, profile: Profile): Result<ClaimPath, PathProblem> {
  const path = parseClaimPath(claim);
  if (!path.ok) {
    const what = path.error === 'empty_path' ? 'names no claim' : 'is no JSON Pointer: ~ must be ~0 or ~1';
    return err({ message: `${JSON.stringify(claim)} ${what}` });
  }
  if (claim.startsWith('/') || profile.open || factOf(profile, claim) !== undefined) return path;
  return err({
    message: `${profile.title} tokens have no claim ${JSON.stringify(claim)}`,
    hint:
      didYouMean(claim, Object.keys(profile.claims)) ??
      `write it as ${JSON.stringify(`/${claim}`)} if they do`,
  });
}

type MatcherProblem = Pick<Problem, 'rule' | 'message' | 'hint'>;

type Compiled = Result<Matcher, MatcherProblem>;

function compileMatcher(form: MatcherForm, fact: ClaimFact | undefined, claim: string): Compiled {
  if (isScalar(form)) return scalars([form], fact, claim, { kind: 'equals', value: form });
  if (isList(form)) return scalars(form, fact, claim, { kind: 'oneOf', values: new Set(form) });
  return compileOperator(form, fact, claim);
}

function isScalar(form: MatcherForm): form is Scalar {
  return typeof form !== 'object';
}

function isList(form: readonly Scalar[] | OperatorForm): form is readonly Scalar[] {
  return Array.isArray(form);
}

function scalars(
  values: readonly Scalar[],
  fact: ClaimFact | undefined,
  claim: string,
  matcher: Matcher,
): Compiled {
  const wrong = values.find((value) => !mayBe(fact, typeof value as ClaimType));
  if (wrong === undefined || fact === undefined) return ok(matcher);
  const message = `${claim} is ${typesOf(fact)}, and ${JSON.stringify(wrong)} is a ${typeof wrong}`;
  const hint = mayBe(fact, 'array') ? `write {contains: ${JSON.stringify(wrong)}}` : quoted(wrong, fact);
  return err({ rule: 'claim-type', message, hint });
}

function quoted(wrong: Scalar, fact: ClaimFact): string | undefined {
  if (mayBe(fact, 'string')) return `write ${JSON.stringify(String(wrong))}, in quotes`;
  return typeof wrong === 'string' ? 'write it without quotes' : undefined;
}

function compileOperator(form: OperatorForm, fact: ClaimFact | undefined, claim: string): Compiled {
  const { prefix, glob, regex, contains, exists, not } = form;
  if (exists !== undefined) return ok({ kind: 'exists', present: exists });
  if (contains !== undefined) {
    return typed(fact, 'array', claim, 'contains', { kind: 'contains', value: contains });
  }
  if (prefix !== undefined) return typed(fact, 'string', claim, 'prefix', { kind: 'prefix', prefix });
  if (glob !== undefined) {
    return typed(fact, 'string', claim, 'glob', { kind: 'glob', pattern: glob, glob: compileGlob(glob) });
  }
  if (regex !== undefined) return compileRegexMatcher(regex, fact, claim);
  if (not === undefined) return err({ rule: 'schema', message: `${claim} has no matcher` });
  const inner = compileMatcher(not, fact, claim);
  return inner.ok ? ok({ kind: 'not', inner: inner.value }) : inner;
}

function compileRegexMatcher(pattern: string, fact: ClaimFact | undefined, claim: string): Compiled {
  const regex = compileRegex(pattern);
  if (regex.ok) return typed(fact, 'string', claim, 'regex', { kind: 'regex', pattern, regex: regex.value });
  return err({ rule: 'regex', message: `the regex of ${claim} is not RE2: ${regex.error}` });
}

function typed(
  fact: ClaimFact | undefined,
  type: ClaimType,
  claim: string,
  operator: string,
  matcher: Matcher,
): Compiled {
  if (mayBe(fact, type) || fact === undefined) return ok(matcher);
  const hint = mayBe(fact, 'array') ? 'an array is matched by contains' : undefined;
  return err({
    rule: 'claim-type',
    message: `${operator} is for ${NAMES[type]}, and ${claim} is ${typesOf(fact)}`,
    hint,
  });
}

const NAMES: Readonly<Record<ClaimType, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
  array: 'an array',
  object: 'an object',
};

function mayBe(fact: ClaimFact | undefined, type: ClaimType): boolean {
  return fact === undefined || fact.types.includes(type);
}

function typesOf({ types }: ClaimFact): string {
  return types.map((type) => NAMES[type]).join(' or ');
}
