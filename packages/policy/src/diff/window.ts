import type { CompiledMapping } from '../compile/compiled.ts';
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
            begins === undefined ? 'is in force from now on' : `is in force from ${moment(begins)} on`,
            (begins ?? -Infinity) < (began ?? -Infinity) ? 'wider' : 'narrower',
            [began, begins],
          ),
        ]),
    ...(ended === ends
      ? []
      : [
          effect(
            'expires',
            ends === undefined ? 'no longer expires' : `expires on ${moment(ends)}`,
            (ends ?? Infinity) > (ended ?? Infinity) ? 'wider' : 'narrower',
            [ended, ends],
          ),
        ]),
  ];
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
