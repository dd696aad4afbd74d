import { implies } from '../matcher/implies.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import { describeMatcher } from '../matcher/matcher.ts';
import { isSamePlace } from '../matcher/place.ts';
import { type Effect, effect, type Pair, type Reach } from './effect.ts';

/** What a match demands otherwise than before. Two conditions that hold for the same claims are the same. */
export function conditionChanges([before, after]: Pair<readonly ClaimCondition[]>): readonly Effect[] {
  const gone = before.filter((condition) => !after.some((other) => isSame(condition, other)));
  const come = after.filter((condition) => !before.some((other) => isSame(condition, other)));
  const replaced = gone.flatMap((condition) => {
    const successors = come.filter((other) => isAtSamePlace(condition, other));
    const [successor, ...more] = successors;
    return successor !== undefined && more.length === 0 ? [{ condition, successor }] : [];
  });
  const isReplaced = (each: ClaimCondition) =>
    replaced.some(({ condition, successor }) => condition === each || successor === each);
  return [
    ...replaced.map(({ condition, successor }) => replacement(condition, successor)),
    ...gone
      .filter((each) => !isReplaced(each))
      .map((each) =>
        effect(memberOf(each), `no longer requires: ${told(each)}`, 'wider', [wanted(each), undefined]),
      ),
    ...come
      .filter((each) => !isReplaced(each))
      .map((each) =>
        effect(memberOf(each), `requires as well: ${told(each)}`, 'narrower', [undefined, wanted(each)]),
      ),
  ];
}

/** Whether two matches hold for the same tokens, condition by condition. */
export function isSameMatch(a: readonly ClaimCondition[], b: readonly ClaimCondition[]): boolean {
  return (
    a.every((condition) => b.some((other) => isSame(condition, other))) &&
    b.every((condition) => a.some((other) => isSame(condition, other)))
  );
}

/** A match in words. */
export function describeMatch(conditions: readonly ClaimCondition[]): string {
  return conditions.map(told).join(' and ') || 'anything';
}

function replacement(before: ClaimCondition, after: ClaimCondition): Effect {
  const text = `requires: ${told(after)} (was: ${wanted(before)})`;
  return effect(memberOf(after), text, reachOf(before, after), [wanted(before), wanted(after)]);
}

function reachOf({ matcher: before }: ClaimCondition, { matcher: after }: ClaimCondition): Reach {
  if (implies(before, after)) return 'wider';
  return implies(after, before) ? 'narrower' : 'other';
}

function isSame(a: ClaimCondition, b: ClaimCondition): boolean {
  return isAtSamePlace(a, b) && implies(a.matcher, b.matcher) && implies(b.matcher, a.matcher);
}

function isAtSamePlace(a: ClaimCondition, b: ClaimCondition): boolean {
  return isSamePlace(a.path.segments, b.path.segments);
}

function memberOf({ path }: ClaimCondition): string {
  return `match.${path.text}`;
}

function wanted({ matcher }: ClaimCondition): string {
  return describeMatcher(matcher);
}

function told(condition: ClaimCondition): string {
  return `${condition.path.text} ${wanted(condition)}`;
}
