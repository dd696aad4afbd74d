import { isJsonObject, type JsonValue } from '@cambio/oauth';
import type { z } from 'zod';
import type { DocumentKind, MemberPath } from '../document/document.ts';
import { clearlyMeant, didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { knownMembers } from './members.ts';

type Issue = z.core.$ZodIssue;

/** What a schema had to say of a value, in words for whoever wrote it. */
export function shapeProblems(
  kind: DocumentKind,
  value: JsonValue,
  issues: readonly Issue[],
): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(kind, value, issue, []));
}

function problemsOf(
  kind: DocumentKind,
  root: JsonValue,
  issue: Issue,
  above: MemberPath,
): readonly Problem[] {
  const path = [...above, ...memberPath(issue)];
  const found = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownMember(kind, path, key, found));
  }
  if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue.errors, found);
    if (meant !== undefined) return meant.flatMap((inner) => problemsOf(kind, root, inner, path));
  }
  return [
    {
      rule: 'schema',
      path,
      message: `${memberName(path)} ${complaint(issue, found)}`,
      ...correctionOf(issue, path, found),
    },
  ];
}

function unknownMember(
  kind: DocumentKind,
  path: MemberPath,
  key: string,
  around: JsonValue | undefined,
): Problem {
  const known = knownMembers(kind, path);
  const meant = clearlyMeant(key, known);
  const isFree = meant !== undefined && isJsonObject(around) && !Object.hasOwn(around, meant);
  return {
    rule: 'unknown-member',
    path: [...path, key],
    message: `${path.length === 0 ? `a ${kind}` : memberName(path)} has no member ${JSON.stringify(key)}`,
    hint:
      didYouMean(key, known) ?? (known.size === 0 ? undefined : `known are ${[...known].sort().join(', ')}`),
    fix: isFree ? { kind: 'rename', path: [...path, key], name: meant } : undefined,
  };
}

/** Of a choice of forms, the one the writer was after: it complains of what is inside, and lacks nothing. */
function meantBranch(
  branches: readonly (readonly Issue[])[],
  found: JsonValue | undefined,
): readonly Issue[] | undefined {
  if (found === undefined) return undefined;
  const isInside = (issue: Issue) => issue.path.length > 0 && valueAt(found, memberPath(issue)) !== undefined;
  const inside = branches.filter((issues) => issues.every(isInside));
  return inside.length === 1 ? inside[0] : undefined;
}

function complaint(issue: Issue, found: JsonValue | undefined): string {
  if (found === undefined) return 'is required';
  if (OWN_WORDS.test(issue.message)) return issue.message;
  const choices = choicesOf(issue);
  if (choices.length > 0) return `must be ${listed(choices)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}, not ${typeName(found)}`;
    case 'too_small':
      return `must have at least ${issue.minimum} ${unitOf(issue.origin)}`;
    case 'too_big':
      return `must have at most ${issue.maximum} ${unitOf(issue.origin)}`;
    case 'invalid_key':
      return `has a name that is not allowed: ${issue.issues.map((inner) => inner.message).join('; ')}`;
    default:
      return 'has none of its possible forms';
  }
}

/** The schemas' own messages are written to follow the member's name. */
const OWN_WORDS = /^(must|is|has) /;

/** The values that were possible, where they are few. */
function choicesOf(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return texts(issue.values);
  return issue.code === 'invalid_union' && 'options' in issue ? texts(issue.options ?? []) : [];
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}

function listed(choices: readonly string[]): string {
  const quoted = choices.map((choice) => JSON.stringify(choice));
  return quoted.length < 3 ? quoted.join(' or ') : `one of ${quoted.join(', ')}`;
}

/** What was meant by a word that is none of the possible ones. */
function correctionOf(
  issue: Issue,
  path: MemberPath,
  found: JsonValue | undefined,
): Pick<Problem, 'hint' | 'fix'> {
  if (typeof found !== 'string') return {};
  const choices = choicesOf(issue);
  const meant = clearlyMeant(found, choices);
  return {
    hint: didYouMean(found, choices),
    fix: meant === undefined ? undefined : { kind: 'set', path, value: meant },
  };
}

function unitOf(origin: string): string {
  return origin === 'string' ? 'characters' : 'entries';
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of names to values',
  record: 'a mapping of names to values',
};

function typeName(value: JsonValue): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function memberPath({ path }: Issue): MemberPath {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

/** A member as a reader would name it: `grant.scopes[0]`. */
function memberName(path: MemberPath): string {
  if (path.length === 0) return 'the document';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

function valueAt(root: JsonValue, path: MemberPath): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[String(step)];
    else return undefined;
  }
  return value;
}
