import type { ClaimFact, ClaimType } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import type { MemberPath } from '../document/document.ts';
import type { MatcherForm, MatchForm, OperatorForm, Scalar } from '../document/matcher-form.ts';
import type { Problem } from '../problem.ts';
import type { ClaimProblem, KnownClaim } from './claim.ts';
import type { Glob } from './glob.ts';
import type { ClaimCondition, Matcher } from './matcher.ts';
import type { Regex } from './regex.ts';

/** What matchers on tokens of one provider are made of. */
export interface MatcherParts {
  claim(name: string): Result<KnownClaim, ClaimProblem>;
  glob(pattern: string): Glob;
  regex(pattern: string): Result<Regex, string>;
}

/** Compiles one entry of a `match`. */
export type EntryCompiler = (claim: string, form: MatcherForm) => Result<ClaimCondition, EntryProblem>;

export type EntryProblem = Pick<Problem, 'rule'> & ClaimProblem;

export interface CompiledMatch {
  readonly conditions: readonly ClaimCondition[];
  readonly problems: readonly Problem[];
}

const NO_PROBLEMS: readonly Problem[] = [];

export function compileMatch(match: MatchForm, compile: EntryCompiler, at: MemberPath): CompiledMatch {
  const conditions: ClaimCondition[] = [];
  let problems = NO_PROBLEMS;
  for (const [claim, form] of Object.entries(match)) {
    const condition = compile(claim, form);
    if (condition.ok) conditions.push(condition.value);
    else problems = [...problems, problemOf(claim, condition.error, match, at)];
  }
  // The copy is as long as it needs to be; what was pushed to has room for more.
  return { conditions: [...conditions], problems };
}

/** A name that was clearly meant can be written for the one that was, unless it is there as well. */
function problemOf(
  claim: string,
  { meant, ...problem }: EntryProblem,
  match: MatchForm,
  at: MemberPath,
): Problem {
  const path = [...at, claim];
  if (meant === undefined || Object.hasOwn(match, meant)) return { path, ...problem };
  return { path, ...problem, fix: { kind: 'rename', path, name: meant } };
}

/**
 * Compiles a matcher against what the provider's profile knows: an unknown claim name and a matcher of another type
 * than the claim's are problems. Claims the profile does not know are matched as they come, under an open profile or
 * when written as a pointer.
 */
export function compileEntry(
  name: string,
  form: MatcherForm,
  parts: MatcherParts,
): Result<ClaimCondition, EntryProblem> {
  const claim = parts.claim(name);
  if (!claim.ok) return err({ rule: 'unknown-claim', ...claim.error });
  const matcher = compileMatcher(form, { ...claim.value, parts });
  return matcher.ok ? ok({ path: claim.value.path, matcher: matcher.value }) : matcher;
}

/** The claim that a matcher is for. */
interface Subject extends KnownClaim {
  readonly parts: MatcherParts;
}

type Compiled = Result<Matcher, EntryProblem>;

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

function scalars(values: readonly Scalar[], { path, fact }: Subject): Compiled {
  const wrong = values.find((value) => !mayBe(fact, typeOf(value)));
  if (wrong !== undefined && fact !== undefined) {
    const message = `${path.text} is ${typesOf(fact)}, and ${JSON.stringify(wrong)} is ${NAMES[typeOf(wrong)]}`;
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
    return forType('string', 'glob', subject, {
      kind: 'glob',
      pattern: glob,
      glob: subject.parts.glob(glob),
    });
  }
  if (regex !== undefined) return compileRegexMatcher(regex, subject);
  return not === undefined ? err(noMatcher(subject)) : compileNot(not, subject);
}

function compileRegexMatcher(pattern: string, subject: Subject): Compiled {
  const regex = subject.parts.regex(pattern);
  if (regex.ok) return forType('string', 'regex', subject, { kind: 'regex', pattern, regex: regex.value });
  return err({ rule: 'regex', message: `the regex of ${subject.path.text} is not RE2: ${regex.error}` });
}

function compileNot(form: MatcherForm, subject: Subject): Compiled {
  const inner = compileMatcher(form, subject);
  return inner.ok ? ok({ kind: 'not', inner: inner.value }) : inner;
}

function noMatcher({ path }: Subject): EntryProblem {
  return { rule: 'schema', message: `${path.text} has no matcher` };
}

/** The matcher, when the claim may have the type that it is for. */
function forType(type: ClaimType, operator: string, { path, fact }: Subject, matcher: Matcher): Compiled {
  if (fact === undefined || mayBe(fact, type)) return ok(matcher);
  const message = `${operator} is for ${NAMES[type]}, and ${path.text} is ${typesOf(fact)}`;
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
