import type { Scalar } from '../document/matcher-form.ts';
import type { Fix } from '../fix/fix.ts';
import { exactValuesOf, isAbsence } from '../matcher/exact.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import type { Evidence } from './evidence.ts';
import { type Found, leave, NOTHING, propose } from './proposal.ts';
import { seenOf } from './seen.ts';

/** Holds each claim of `match` to the values that it had, where these are few. */
export function narrowMatch(evidence: Evidence): readonly Found[] {
  return evidence.mapping.conditions.map((condition) => narrowCondition(condition, evidence));
}

function narrowCondition({ path, matcher }: ClaimCondition, { document, uses }: Evidence): Found {
  if (matcher.kind === 'equals' || matcher.kind === 'contains' || isAbsence(matcher)) return NOTHING;
  const member = `match.${path.text}`;
  const allowed = exactValuesOf(matcher);
  const seen = seenOf(path, uses);
  if (seen.kind === 'any') return NOTHING;
  if (seen.kind === 'unsettled') {
    return allowed === undefined ? leave(member, 'new values kept coming until lately') : NOTHING;
  }
  const { values } = seen;
  const unseen = allowed?.filter((value) => !values.includes(value));
  if (unseen?.length === 0) return NOTHING;
  return propose({
    member,
    text: unseen === undefined ? `is held to ${listed(values)}` : `is no longer ${listed(unseen)}`,
    because: `it was ${listed(values)} in all ${uses.length} requests`,
    fixes:
      allowed === undefined
        ? [put(path.text, values)]
        : entriesOut(path.text, document.match[path.text], values),
  });
}

/** Entries of a list, as it is written, that go, the last one first: so those before keep their places. */
function entriesOut(name: string, written: unknown, seen: readonly unknown[]): readonly Fix[] {
  return (Array.isArray(written) ? written : [])
    .flatMap((value, index): readonly Fix[] =>
      seen.includes(value) ? [] : [{ kind: 'remove', path: ['match', name, index] }],
    )
    .reverse();
}

/** A claim and all that it may be. */
export function put(name: string, values: readonly Scalar[]): Fix {
  const [only, ...more] = values;
  return {
    kind: 'put',
    path: ['match', name],
    value: only !== undefined && more.length === 0 ? only : values,
  };
}

export function listed(values: readonly Scalar[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? texts.join() : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
