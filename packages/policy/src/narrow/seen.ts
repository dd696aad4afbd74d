import { type ClaimPath, lookUp } from '@cambio/claims';
import type { Scalar } from '../document/matcher-form.ts';
import { isScalar } from '../matcher/matcher.ts';
import type { RecordedUse } from './evidence.ts';

/** What a claim was, over all uses. */
export type Seen =
  /** Not always a plain value, or too many: nothing to hold it to. */
  | { readonly kind: 'any' }
  /** New values kept coming: a list of them would deny the next one. */
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'few'; readonly values: readonly Scalar[] };

/** Values that a person can still look through. */
const FEW = 5;

/** Uses of each value, on the average, without which its coming again is chance. */
const REPEATED = 3;

/** The values of a claim, where they are few and the newer half of the uses brought none that the older had not. */
export function seenOf(path: ClaimPath, uses: readonly RecordedUse[]): Seen {
  const found = uses.map(({ input }) => lookUp(input.subject.claims, path));
  const values = [...new Set(found)].filter(isScalar);
  if (!found.every(isScalar) || values.length > FEW) return { kind: 'any' };
  const older = new Set(found.slice(0, Math.floor(found.length / 2)));
  const isSettled = values.length * REPEATED <= found.length && values.every((value) => older.has(value));
  return isSettled ? { kind: 'few', values } : { kind: 'unsettled' };
}
