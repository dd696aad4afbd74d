import type { JsonValue } from '@cambio/oauth';
import { durationText } from '../document/duration.ts';
import { isEqual } from '../equal.ts';

/** Whether a change lets more happen than before, or less; `other` where that cannot be told. */
export type Reach = 'wider' | 'narrower' | 'other';

/** One thing that a document does otherwise than before. */
export interface Effect {
  /** The member it is about: `grant.scopes`. */
  readonly member: string;
  /** For people, as what the document does now: `grants deploy:write in addition`. */
  readonly text: string;
  readonly reach: Reach;
  /** Absent where there was nothing. */
  readonly before?: JsonValue;
  /** Absent where there is nothing any more. */
  readonly after?: JsonValue;
}

/** What was there before, and what is there after; `undefined` is nothing. */
export type Pair<T> = readonly [before: T, after: T];

/** That a member has another value than before. */
export function effect(
  member: string,
  text: string,
  reach: Reach,
  [before, after]: Pair<JsonValue | undefined>,
): Effect {
  return {
    member,
    text,
    reach,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** That a member has another value, where it has; the order of members in it does not count. */
export function replaced(
  member: string,
  pair: Pair<JsonValue | undefined>,
  text: string,
  reach: Reach = 'other',
): readonly Effect[] {
  return isEqual(...pair) ? [] : [effect(member, text, reach, pair)];
}

/** What was switched on or off. `on` says what that means. */
export function switched(
  member: string,
  pair: Pair<boolean>,
  [on, off]: readonly [on: string, off: string],
): readonly Effect[] {
  const [before, after] = pair;
  return before === after ? [] : [effect(member, after ? on : off, after ? 'wider' : 'narrower', pair)];
}

/** What came to a set and what went from it. */
export function setChanges(
  member: string,
  [before, after]: Pair<readonly string[]>,
  added: (names: string) => string,
  removed: (names: string) => string,
  more: Reach = 'wider',
): readonly Effect[] {
  const come = after.filter((entry) => !before.includes(entry));
  const gone = before.filter((entry) => !after.includes(entry));
  return [
    ...(come.length > 0 ? [effect(member, added(come.join(', ')), more, [undefined, come])] : []),
    ...(gone.length > 0 ? [effect(member, removed(gone.join(', ')), opposite(more), [gone, undefined])] : []),
  ];
}

/** That a number has become another one, and more of it lets more happen; no number is the most. */
export function bounded(
  member: string,
  pair: Pair<number | undefined>,
  text: (value: string) => string,
  format: (value: number | undefined) => string = timeText,
): readonly Effect[] {
  const [before, after] = pair;
  if (before === after) return [];
  const reach = (after ?? Infinity) > (before ?? Infinity) ? 'wider' : 'narrower';
  return [effect(member, `${text(format(after))} (was: ${format(before)})`, reach, pair)];
}

function timeText(seconds: number | undefined): string {
  return seconds === undefined ? 'any time' : durationText(seconds);
}

export function opposite(reach: Reach): Reach {
  if (reach === 'other') return reach;
  return reach === 'wider' ? 'narrower' : 'wider';
}
