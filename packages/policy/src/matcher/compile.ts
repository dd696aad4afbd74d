import { type ClaimFact, type ClaimPath, type ClaimType, factOf, type Profile } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import type { Memo } from '../compile/memo.ts';
import type { MemberPath } from '../document/document.ts';
import type { MatcherForm, MatchForm, OperatorForm, Scalar } from '../document/matcher-form.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { compileGlob } from './glob.ts';
import type { ClaimCondition, Matcher } from './matcher.ts';

export interface MatchContext {
  readonly profile: Profile;
  readonly memo: Memo;
  /** Where the `match` stands in its document. */
  readonly at: MemberPath;
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
export function compileMatch(match: MatchForm, { profile, memo, at }: MatchContext): CompiledMatch {
  const conditions: ClaimCondition[] = [];
  const problems: Problem[] = [];
  for (const [claim, form] of Object.entries(match)) {
    const where = [...at, claim];
    const path = readPath(claim, profile, memo);
    if (!path.ok) {
      problems.push({ rule: 'unknown-claim', path: where, ...path.error });
      continue;
    }
    const matcher = compileMatcher(form, { claim, fact: factOf(profile, claim), memo });
    if (matcher.ok) conditions.push({ path: path.value, matcher: matcher.value });
    else problems.push({ path: where, ...matcher.error });
  }
  return { conditions, problems };
}

interface PathProblem {
  readonly message: string;
  readonly hint?: string | undefined;
}

function readPath(claim: string, profile: Profile, memo: Memo): Result<ClaimPath, PathProblem> {
  const path = memo.path(claim);
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

/** The claim that a matcher is for. */
interface Subject {
  readonly claim: string;
  /** What the profile knows of it. */
  readonly fact: ClaimFact | undefined;
  readonly memo: Memo;
}

type Compiled = Result<Matcher, Pick<Problem, 'rule' | 'message' | 'hint'>>;

function compileMatcher(form: MatcherForm, subject: Subject): Compiled {
  if (isScalar(form)) return scalars([form], subject);
  return isList(form) ? scalars(form, subject) : compileOperator(form, subject);
}

function isScalar(form: MatcherForm): form is Scalar {
  return typeof form !== 'object';
}

function isList(form: readonly Scalar[] | OperatorForm): form is readonly Scalar[] {
  return Array.isArray(form);
}

function scalars(values: readonly Scalar[], { claim, fact }: Subject): Compiled {
  const wrong = values.find((value) => !mayBe(fact, typeOf(value)));
  if (wrong !== undefined && fact !== undefined) {
    const message = `${claim} is ${typesOf(fact)}, and ${JSON.stringify(wrong)} is ${NAMES[typeOf(wrong)]}`;
    return err({ rule: 'claim-type', message, hint: hintFor(wrong, fact) });
  }
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) return ok({ kind: 'oneOf', values: new Set(values) });
  return ok({ kind: 'equals', value });
}

function typeOf(value: Scalar): ClaimType {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function hintFor(wrong: Scalar, fact: ClaimFact): string | undefined {
  if (mayBe(fact, 'array')) return `write {contains: ${JSON.stringify(wrong)}}`;
  if (mayBe(fact, 'string')) return `write ${JSON.stringify(String(wrong))}, in quotes`;
  return typeof wrong === 'string' ? 'write it without quotes' : undefined;
}

function compileOperator(form: OperatorForm, subject: Subject): Compiled {
  const { prefix, glob, regex, contains, exists, not } = form;
  if (exists !== undefined) return ok({ kind: 'exists', present: exists });
  if (contains !== undefined)
    return forType('array', 'contains', subject, { kind: 'contains', value: contains });
  if (prefix !== undefined) return forType('string', 'prefix', subject, { kind: 'prefix', prefix });
  if (glob !== undefined) {
    return forType('string', 'glob', subject, { kind: 'glob', pattern: glob, glob: compileGlob(glob) });
  }
  if (regex !== undefined) return compileRegexMatcher(regex, subject);
  return not === undefined ? err(noMatcher(subject)) : compileNot(not, subject);
}

function compileRegexMatcher(pattern: string, subject: Subject): Compiled {
  const regex = subject.memo.regex(pattern);
  if (regex.ok) return forType('string', 'regex', subject, { kind: 'regex', pattern, regex: regex.value });
  return err({ rule: 'regex', message: `the regex of ${subject.claim} is not RE2: ${regex.error}` });
}

function compileNot(form: MatcherForm, subject: Subject): Compiled {
  const inner = compileMatcher(form, subject);
  return inner.ok ? ok({ kind: 'not', inner: inner.value }) : inner;
}

function noMatcher({ claim }: Subject): Pick<Problem, 'rule' | 'message'> {
  return { rule: 'schema', message: `${claim} has no matcher` };
}

/** The matcher, when the claim may have the type that it is for. */
function forType(type: ClaimType, operator: string, { claim, fact }: Subject, matcher: Matcher): Compiled {
  if (fact === undefined || mayBe(fact, type)) return ok(matcher);
  const message = `${operator} is for ${NAMES[type]}, and ${claim} is ${typesOf(fact)}`;
  return err({
    rule: 'claim-type',
    message,
    hint: mayBe(fact, 'array') ? 'an array is matched by contains' : undefined,
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
