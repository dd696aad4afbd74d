import { type EpochSeconds, err, ok, type Result } from '@cambio/oauth';
import { type CompiledTrust, decide } from '@cambio/policy';
import type { LapsedToken } from './failure.ts';
import type { IssuedToken, Party, TokenOnRecord } from './issued-token.ts';
import type { IssuedTokens, Trust, Unavailable } from './ports.ts';

export interface StandingPorts {
  readonly issued: IssuedTokens;
  readonly trust: Trust;
}

/**
 * Whether an issued token still stands, and every token it was made from: it is on record, no revocation covers it, and
 * today's trust still grants it. Does not check signature, times, audience or binding: whoever read the token has.
 */
export async function checkStanding(
  { issued, trust }: StandingPorts,
  jti: string,
  now: EpochSeconds,
): Promise<Result<void, LapsedToken | Unavailable>> {
  const lineage = await issued.lineage(jti);
  if (!lineage.ok) return lineage;
  if (!isComplete(lineage.value)) return err('token_unknown');
  if (lineage.value.some(({ revoked }) => revoked)) return err('token_revoked');
  const today = trust.current().trust;
  const granted = lineage.value.every((token) => isStillGranted(token, today, now));
  return granted ? ok(undefined) : err('token_no_longer_granted');
}

/** Nothing is left out: a revocation of what is missing could not be seen. */
function isComplete(lineage: readonly TokenOnRecord[]): boolean {
  const known = new Set(lineage.map(({ jti }) => jti));
  return known.size > 0 && lineage.every(({ madeFrom }) => madeFrom.every((jti) => known.has(jti)));
}

/**
 * Whether the recorded identity would get this very token today: its issuer is declared as it was and enabled, and the
 * same mapping grants the same subject all its scopes for the same audience, for as long as the token has lived.
 */
function isStillGranted(token: IssuedToken, trust: CompiledTrust, now: EpochSeconds): boolean {
  const { subject, actor, scopes, mapping, audience, asked } = token;
  if (!isStillTrusted(subject, trust) || (actor !== undefined && !isStillTrusted(actor, trust))) return false;
  const { resource, ...request } = asked;
  const decision = decide(trust, {
    subject,
    ...(actor && { actor }),
    request: { ...request, audience, mapping, scopes },
    now,
  });
  return (
    decision.outcome === 'allow' &&
    decision.target === token.target &&
    decision.subject === token.sub &&
    scopes.every((scope) => decision.scopes.includes(scope)) &&
    now < Math.floor(token.at / 1000) + decision.lifetime
  );
}

function isStillTrusted({ issuer, issuerUrl }: Party, trust: CompiledTrust): boolean {
  const declared = trust.issuers.get(issuer);
  return declared?.enabled === true && declared.url === issuerUrl;
}
