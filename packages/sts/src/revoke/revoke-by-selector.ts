import { err, ok, type Result } from '@cambio/oauth';
import type { Clock, Ids, Revocations, Unavailable } from '../ports.ts';
import type { Revocation, RevocationSelector } from './revocation.ts';

export interface RevokeBySelectorPorts {
  readonly revocations: Revocations;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'revocation'>;
}

/** Revokes every token a selector covers, now, on behalf of an administrator. */
export type RevokeBySelector = (
  selector: RevocationSelector,
  by: { readonly author: string; readonly reason: string },
) => Promise<Result<Revocation, 'time_in_future' | Unavailable>>;

/**
 * Revocation by what tokens have in common. Hits none that is issued later: what shall be kept from being issued is a
 * matter of trust. Does not check that the selector covers any, nor who may do this. Succeeds once it is durable.
 */
export function createRevokeBySelector({ revocations, clock, ids }: RevokeBySelectorPorts): RevokeBySelector {
  return async (selector, { author, reason }) => {
    const at = clock.now();
    if (selector.by === 'before' && selector.time > at) return err('time_in_future');
    const revocation = { id: ids.revocation(at), at, selector, author, reason };
    const added = await revocations.add(revocation);
    return added.ok ? ok(revocation) : added;
  };
}
