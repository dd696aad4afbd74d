import type { CompiledMapping } from '../compile/compiled.ts';
import { holdsWherever, isTakenBefore } from './precedence.ts';
import type { AdviceRule } from './rule.ts';

/**
 * A mapping that another one always comes before is not what its author takes it for: what it was to limit or to add
 * never happens. Where it cannot be told whether a condition covers another, nothing is said.
 */
export const shadowed: AdviceRule = {
  id: 'shadowed',
  severity: 'warning',
  summary: 'The mapping is never chosen: another one always comes before it.',
  check: (mapping, scene) => {
    if (mapping.effect === 'deny' || !mapping.enabled) return [];
    const others = scene.neighbours.of(mapping);
    const ban = others.find((other) => other.effect === 'deny' && holdsWherever(other, mapping));
    if (ban !== undefined) {
      const message = `${mapping.id} never grants anything: ${ban.id} denies whatever satisfies it`;
      return [{ path: ['match'], message, hint: 'remove it, or narrow the deny mapping' }];
    }
    const rival = others.find((other) => shadows(other, mapping));
    if (rival === undefined) return [];
    return [
      {
        path: ['match'],
        message: `${mapping.id} is never chosen: ${rival.id} holds wherever it does, and gives the same scopes for no longer`,
        hint: 'remove one of the two, or match what tells them apart',
      },
    ];
  },
};

/** Whether a mapping keeps another from ever being chosen. */
export function shadows(one: CompiledMapping, other: CompiledMapping): boolean {
  return one.effect === 'allow' && other.effect === 'allow' && isTakenBefore(one, other);
}
