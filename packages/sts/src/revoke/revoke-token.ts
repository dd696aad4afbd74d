import { type EpochSeconds, err, ok, type Result, TokenType } from '@cambio/oauth';
import { jtiOf } from '../own-token.ts';
import type { Clock, Ids, IssuedTokens, Revocations, Unavailable, Verifier } from '../ports.ts';

export interface RevokeTokenPorts {
  /** Judges this gateway's own tokens by its own keys alone. */
  readonly ownTokens: Verifier;
  readonly issued: IssuedTokens;
  readonly revocations: Revocations;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'revocation'>;
}

/** Why a token stays alive: it was issued to a client, and nobody, or another client, asks. */
export type RevocationRefusal = 'client_required' | 'another_client';

/** Revokes a token on behalf of whoever presents it: an authenticated client, or nobody by name. */
export type RevokeToken = (
  token: string,
  client: string | undefined,
) => Promise<Result<void, RevocationRefusal | Unavailable>>;

/**
 * Revocation by token (RFC 7009). A token issued to a registered client is revoked by that client alone. A workload has
 * no credentials but its token, so whoever holds that may revoke it, bound or not: revoking only takes power away, and
 * the finder of a leaked token should be able to.
 *
 * With the token die all tokens made from it. Succeeds once that is durable, and for everything there is nothing to do
 * about: what is not this gateway's, is expired, unknown, or revoked already.
 */
export function createRevokeToken(ports: RevokeTokenPorts): RevokeToken {
  return async (token, client) => {
    const at = ports.clock.now();
    const jti = await readJti(ports.ownTokens, token, Math.floor(at / 1000));
    if (!jti.ok) return jti;
    const lineage = await ports.issued.lineage(jti.value);
    if (!lineage.ok) return lineage;
    const issued = lineage.value.find((each) => each.jti === jti.value);
    if (issued === undefined) return ok(undefined);
    const owner = issued.asked.client;
    if (owner !== client) return err(client === undefined ? 'client_required' : 'another_client');
    if (issued.revoked) return ok(undefined);
    return ports.revocations.add({
      id: ports.ids.revocation(at),
      at,
      selector: { by: 'token', value: issued.jti },
      author: client === undefined ? 'holder' : `client:${client}`,
      reason: 'Revoked at the revocation endpoint',
    });
  };
}

/**
 * Of any authentic token that has not expired, active or not: trust may come to grant again what it does not today.
 * Empty for all others.
 */
async function readJti(
  ownTokens: Verifier,
  token: string,
  now: EpochSeconds,
): Promise<Result<string, Unavailable>> {
  const verified = await ownTokens.verify(token, TokenType.accessToken, now);
  if (verified.ok) return ok(jtiOf(verified.value.identity));
  const { reason, authentic } = verified.error;
  if (reason === 'keys_unavailable') return err('unavailable');
  return ok(authentic === undefined || reason === 'token_expired' ? '' : jtiOf(authentic.identity));
}
