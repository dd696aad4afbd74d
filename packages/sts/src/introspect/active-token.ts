import type { Claims } from '@cambio/claims';
import { err, isJsonObject, ok, type Result, TokenType } from '@cambio/oauth';
import { jtiOf } from '../own-token.ts';
import type { Clock, Unavailable, Verifier } from '../ports.ts';
import { checkStanding, type StandingPorts } from '../standing.ts';

export interface IntrospectionPorts extends StandingPorts {
  /** Judges this gateway's own tokens by its own keys alone. Whatever else it is given it refuses, and contacts nobody. */
  readonly ownTokens: Verifier;
  readonly clock: Clock;
}

/**
 * The claims of an access token of this gateway, if it is active: its signature, type, audience and times hold, and it
 * still stands (`checkStanding`). Does not check who asks, nor that anybody holds the key it is bound to.
 */
export async function readActiveToken(
  ports: IntrospectionPorts,
  token: string,
): Promise<Result<Claims, 'inactive' | Unavailable>> {
  const now = Math.floor(ports.clock.now() / 1000);
  const verified = await ports.ownTokens.verify(token, TokenType.accessToken, now);
  if (!verified.ok) {
    return err(verified.error.reason === 'keys_unavailable' ? 'unavailable' : 'inactive');
  }
  const { identity } = verified.value;
  const standing = await checkStanding(ports, jtiOf(identity), now);
  if (standing.ok) return ok(identity.claims);
  return err(standing.error === 'unavailable' ? 'unavailable' : 'inactive');
}

/** Whether a token is used with a DPoP proof (RFC 9449 §6); one bound to a certificate is used as a bearer token is. */
export function isDpopBound({ cnf }: Claims): boolean {
  return isJsonObject(cnf) && Object.hasOwn(cnf, 'jkt');
}
