import type { VerifiedToken } from '@cambio/claims';
import type { Allow, CompiledTrust } from '@cambio/policy';
import type { RecordedToken } from '../decision-record.ts';
import type { IssuedToken, Party } from '../issued-token.ts';
import { isOwn, jtiOf } from '../own-token.ts';
import type { VerifiedAttempt } from './attempt.ts';

/** What is kept of the token while it lives. */
export function tokenToKeep(
  attempt: VerifiedAttempt,
  { mapping, target }: Allow,
  { jti, subject: sub, audience, scopes, expiresAt }: RecordedToken,
): IssuedToken {
  const { id: decision, at, trust, subject, actor, asked } = attempt;
  return {
    jti,
    decision,
    at,
    expiresAt,
    mapping,
    target,
    audience,
    sub,
    scopes,
    subject: partyOf(subject, trust),
    ...(actor && { actor: partyOf(actor, trust) }),
    asked,
    madeFrom: ownOf(attempt).map(({ identity }) => jtiOf(identity)),
  };
}

/** Those of the presented tokens that this gateway issued itself. */
export function ownOf({ subject, actor }: VerifiedAttempt): readonly VerifiedToken[] {
  return [subject, actor].filter((token) => token !== undefined).filter(({ identity }) => isOwn(identity));
}

function partyOf({ identity }: VerifiedToken, { issuers }: CompiledTrust): Party {
  return { ...identity, issuerUrl: issuers.get(identity.issuer)?.url ?? '' };
}
