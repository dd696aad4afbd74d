import type { EpochSeconds } from '@cambio/oauth';
import type { CompiledMapping } from '../compile/compiled.ts';
import { dayText } from '../document/instant.ts';
import type { TimedRule } from './rule.ts';

/** A mapping that grants nothing any more is in the way of whoever reads the documents. */
export const expired: TimedRule = {
  id: 'expired',
  severity: 'warning',
  summary: 'The mapping has expired, and grants or bars nothing any more.',
  check: (mapping, { now }) => {
    const { id, expires } = mapping;
    if (expires === undefined || !isExpired(mapping, now)) return [];
    const message = `${id} expired on ${dayText(expires)}`;
    return [{ path: ['expires'], message, hint: 'remove the mapping, or set a new date' }];
  },
};

/** `expires` is the first moment it is no longer in force. */
export function isExpired({ expires }: CompiledMapping, now: EpochSeconds): boolean {
  return expires !== undefined && now >= expires;
}
