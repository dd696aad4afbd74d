import type { CompiledMapping } from '../compile/compiled.ts';
import { momentText } from '../moment-text.ts';
import { type Effect, effect, type Pair } from './effect.ts';

/** That a mapping begins or ends at another time. */
export function windowChanges([before, after]: Pair<CompiledMapping>): readonly Effect[] {
  const [began, begins] = [before.notBefore, after.notBefore];
  const [ended, ends] = [before.expires, after.expires];
  return [
    ...(began === begins
      ? []
      : [
          effect(
            'notBefore',
            begins === undefined ? 'is in force from now on' : `is in force from ${momentText(begins)} on`,
            (begins ?? -Infinity) < (began ?? -Infinity) ? 'wider' : 'narrower',
            [began, begins],
          ),
        ]),
    ...(ended === ends
      ? []
      : [
          effect(
            'expires',
            ends === undefined ? 'no longer expires' : `expires on ${momentText(ends)}`,
            (ends ?? Infinity) > (ended ?? Infinity) ? 'wider' : 'narrower',
            [ended, ends],
          ),
        ]),
  ];
}
