import { type Effect, effect, type Pair } from './effect.ts';

/** That a CEL condition has come, gone, or become another one. */
export function conditionChange(member: string, pair: Pair<string | undefined>, of = ''): readonly Effect[] {
  const [before, after] = pair;
  if (before === after) return [];
  const whose = of === '' ? '' : ` of ${of}`;
  if (after === undefined) return [effect(member, `no longer requires${whose}: ${before}`, 'wider', pair)];
  if (before === undefined) return [effect(member, `requires${whose} as well: ${after}`, 'narrower', pair)];
  return [effect(member, `requires${whose}: ${after} (was: ${before})`, 'other', pair)];
}
