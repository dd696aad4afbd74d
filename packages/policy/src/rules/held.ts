import { isExact } from '../matcher/exact.ts';
import { isSamePlace } from '../matcher/place.ts';
import type { Match } from './rule.ts';

/** Whether a match holds a claim to exact values, by itself or by what its issuer requires. */
export function isHeld(place: readonly string[], { conditions, issuer, when }: Match): boolean {
  const pins = [...(issuer.require?.pins ?? []), ...(when?.pins ?? [])];
  return (
    conditions.some(({ path, matcher }) => isExact(matcher) && isSamePlace(path.segments, place)) ||
    pins.some((segments) => isSamePlace(segments, place))
  );
}
