import { dayText } from '../document/instant.ts';
import { isExpired } from './expired.ts';
import type { TimedRule } from './rule.ts';

/** Seconds. */
const LONG_AGO = 90 * 86_400;

/**
 * Access that nobody uses is only good for an attacker. Told only where the record goes back far enough; deny mappings
 * are left alone, since one that never bars anybody may still be needed.
 */
export const unused: TimedRule = {
  id: 'unused',
  severity: 'info',
  summary: 'Access that nobody uses is only good for an attacker.',
  check: (mapping, { now, history }) => {
    if (history === undefined || mapping.effect === 'deny' || !mapping.enabled) return [];
    const lastUsed = history.lastUsed.get(mapping.id);
    const quietSince = lastUsed ?? Math.max(history.since, mapping.notBefore ?? 0);
    if (now - quietSince < LONG_AGO || isExpired(mapping, now)) return [];
    const when = lastUsed === undefined ? 'for 90 days' : `since ${dayText(lastUsed)}`;
    return [
      {
        path: ['id'],
        message: `${mapping.id} has granted nothing ${when}`,
        hint: 'remove it, or disable it',
      },
    ];
  },
};
