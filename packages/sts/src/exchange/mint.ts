import { hash } from 'node:crypto';
import {
  type AccessTokenClaims,
  type Confirmation,
  type Digest,
  formatScope,
  ok,
  type Result,
} from '@cambio/oauth';
import type { Allow } from '@cambio/policy';
import type { RecordedToken } from '../decision-record.ts';
import type { ExchangeFailure } from '../failure.ts';
import type { VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import { ownOf } from './keep-token.ts';
import { interrupted } from './record.ts';

export interface MintedToken {
  readonly token: string;
  readonly record: RecordedToken;
}

/** Has the access token signed (RFC 9068). A token made from one of ours never outlives it. */
export async function mint(
  context: Context,
  attempt: VerifiedAttempt,
  allow: Allow,
  confirmation: Confirmation | undefined,
): Promise<Result<MintedToken, ExchangeFailure>> {
  const claims = claimsFor(context, attempt, allow, confirmation);
  const minted = await context.ports.minter.mint(claims, allow.algorithm);
  if (!minted.ok) return interrupted(context, attempt, 'signer_unavailable');
  const digest = hash('sha256', minted.value, 'hex') as Digest;
  const { jti, sub: subject, aud: audience, exp: expiresAt } = claims;
  const record = {
    jti,
    subject,
    audience,
    scopes: allow.scopes,
    expiresAt,
    ...(confirmation && { confirmation }),
    digest,
  };
  return ok({ token: minted.value, record });
}

function claimsFor(
  { ports, gateway }: Context,
  attempt: VerifiedAttempt,
  allow: Allow,
  confirmation: Confirmation | undefined,
): AccessTokenClaims {
  const { id, now, caller } = attempt;
  const bounds = ownOf(attempt).map(({ expiresAt }) => expiresAt);
  return {
    iss: gateway.issuer,
    sub: allow.subject,
    aud: allow.audience,
    exp: Math.min(now + allow.lifetime, ...bounds),
    iat: now,
    jti: ports.ids.jti(id),
    client_id: caller.client ?? `mapping:${allow.mapping}`,
    scope: formatScope(allow.scopes),
    txn: id,
    ...(allow.actor && { act: allow.actor }),
    ...(confirmation && { cnf: confirmation }),
    additional: allow.claims,
  };
}
