import { err, type IntrospectionResponse, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '../ports.ts';
import { type IntrospectionPorts, isDpopBound, readActiveToken } from './active-token.ts';

/** Tells a caller that stands for some audiences about a token (RFC 7662). */
export type Introspect = (
  token: string,
  audiences: readonly string[],
) => Promise<Result<IntrospectionResponse, Unavailable>>;

const INACTIVE: IntrospectionResponse = { active: false };

/**
 * Introspection as continuous authorisation: a token is active only if it verifies as one of this gateway's own, no
 * revocation covers it, and today's trust would still grant it. Its claims are told only to a caller that stands for
 * its audience; whoever else asks hears what is said of a token that never was.
 *
 * Contacts no upstream. Without the ledger there is no answer. Does not authenticate the caller: the doors do.
 */
export function createIntrospect(ports: IntrospectionPorts): Introspect {
  return async (token, audiences) => {
    const active = await readActiveToken(ports, token);
    if (!active.ok) return active.error === 'unavailable' ? err('unavailable') : ok(INACTIVE);
    const claims = active.value;
    if (typeof claims.aud !== 'string' || !audiences.includes(claims.aud)) return ok(INACTIVE);
    return ok({ ...claims, active: true, token_type: isDpopBound(claims) ? 'DPoP' : 'Bearer' });
  };
}
