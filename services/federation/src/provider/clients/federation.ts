import type { VerifiedToken } from '@cambio/claims';
import { err, ok, type Result, TokenType } from '@cambio/oauth';
import { type DecisionRequest, decide } from '@cambio/policy';
import { type Caller, isOwn, type Marks, reservationFor, type Trust, type Verifier } from '@cambio/sts';
import type { ClientRefusal } from './refusal.ts';

export interface FederationParts {
  readonly issuer: string;
  readonly verifier: Verifier;
  readonly trust: Trust;
  readonly marks: Marks;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Authenticates a service by an upstream token, or says why not. */
export type Federate = (
  assertion: string,
  client: string,
  caller: Caller,
) => Promise<Result<void, ClientRefusal>>;

/**
 * Client authentication by a token of a declared issuer (RFC 7521 §4.2 with a third party's assertion), in this order:
 *
 * 1. the token verifies, as a subject token does, and is not of this gateway: that one may be revoked, or bound to a key, and a
 *    service proves its own identity, not what was given to it;
 * 2. its audience is this gateway and nobody else;
 * 3. trust lets it be this service: a mapping grants it, on the target whose audience is the gateway's issuer URL, the
 *    scope that is the service's id;
 * 4. it has not been used, as far as its issuer's replay mode asks.
 */
export function createFederation({ issuer, verifier, trust, marks, now }: FederationParts): Federate {
  async function reserve(token: VerifiedToken, target: string): Promise<Result<void, ClientRefusal>> {
    const reservation = reservationFor(token, target);
    if (reservation === undefined) return ok(undefined);
    const { key, until, stated } = reservation;
    const mark = await marks.reserve(key, until, stated);
    if (!mark.ok) return err({ kind: 'unavailable', outage: 'marks_unavailable' });
    return mark.value === 'reserved' ? ok(undefined) : unauthenticated('assertion_replayed');
  }

  return async (assertion, client, { presented, ip }) => {
    const at = Math.floor(now() / 1000);
    const token = await verifier.verify(assertion, TokenType.jwt, at);
    if (!token.ok) {
      const { reason } = token.error;
      return reason === 'keys_unavailable'
        ? err({ kind: 'unavailable', outage: 'upstream_keys_unavailable' })
        : unauthenticated(reason);
    }
    const { identity } = token.value;
    if (isOwn(identity)) return unauthenticated('unknown_issuer');
    if ([identity.claims.aud].flat().some((audience) => audience !== issuer)) {
      return unauthenticated('wrong_audience');
    }
    const request: DecisionRequest = {
      audience: issuer,
      scopes: [client],
      client,
      // A proof of possession is not judged here, so it does not count.
      binding: presented.kind === 'mtls' ? presented.kind : 'none',
      ...(ip !== undefined && { ip }),
    };
    const decision = decide(trust.current().trust, { subject: identity, request, now: at });
    if (decision.outcome === 'deny') return unauthenticated(decision.reason);
    return reserve(token.value, decision.target);
  };
}

function unauthenticated(
  reason: Extract<ClientRefusal, { readonly reason: unknown }>['reason'],
): Result<never, ClientRefusal> {
  return err({ kind: 'unauthenticated', reason });
}
