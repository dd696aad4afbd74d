import { durationText } from '../document/duration.ts';
import type { AdviceRule, Finding } from './rule.ts';

/** Seconds. */
const LONG = 15 * 60;

/** An issued token is good until it expires wherever nobody asks the gateway about it. */
export const longLifetime: AdviceRule = {
  id: 'long-lifetime',
  severity: 'warning',
  summary: 'A stolen token stays good for long.',
  check: ({ located, ...mapping }): readonly Finding[] => {
    const { document } = located;
    if (mapping.effect === 'deny' || document.effect === 'deny' || mapping.grant.lifetime <= LONG) return [];
    const message = `tokens live ${durationText(mapping.grant.lifetime)}, and are good for as long when stolen`;
    if (document.grant.lifetime === undefined) {
      const hint = `that is the lifetime of target ${mapping.target}: set grant.lifetime to ${durationText(LONG)} or less`;
      return [{ path: ['grant'], message, hint }];
    }
    const path = ['grant', 'lifetime'];
    const hint = `${durationText(LONG)} or less; a job that runs longer exchanges again`;
    return [{ path, message, hint, fix: { kind: 'set', path, value: durationText(LONG) } }];
  },
};
