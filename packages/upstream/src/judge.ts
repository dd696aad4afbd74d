import { kindProblem, type Profile } from '@cambio/claims';
import type { EpochSeconds, JsonObject, TokenType } from '@cambio/oauth';
import type { DeclaredIssuer } from './issuer.ts';
import { type Refused, refuse } from './refusal.ts';
import { audienceProblem } from './token/audience.ts';
import { isAnnouncedKind } from './token/kind.ts';
import { registeredTypeProblem } from './token/registered.ts';
import { spiffeSubjectProblem } from './token/spiffe-subject.ts';
import { timeProblem } from './token/times.ts';

/** What is asked of claims whose signature has verified. */
export interface Question {
  readonly issuer: DeclaredIssuer;
  readonly as: TokenType;
  readonly typ: string | undefined;
  readonly now: EpochSeconds;
}

/**
 * Judges authentic claims, in this order: audience, times, types of registered claims, SPIFFE subject, the announced
 * kind of token, and what the provider's profile asks. The first problem found is the answer.
 */
export function claimsProblem(claims: JsonObject, { issuer, as, typ, now }: Question): Refused | undefined {
  return (
    audienceProblem(claims.aud, issuer.audiences) ??
    timeProblem(claims, issuer, now) ??
    registeredTypeProblem(claims) ??
    spiffeSubjectProblem(claims.sub, issuer) ??
    announcedKindProblem(claims, as, typ) ??
    profileProblem(claims, issuer.profile)
  );
}

function announcedKindProblem(
  claims: JsonObject,
  as: TokenType,
  typ: string | undefined,
): Refused | undefined {
  return isAnnouncedKind(as, typ, claims)
    ? undefined
    : refuse('wrong_token_kind', 'not of the announced token type');
}

function profileProblem(claims: JsonObject, profile: Profile): Refused | undefined {
  const problem = kindProblem(profile, claims);
  if (problem === undefined) return undefined;
  switch (problem.reason) {
    case 'missing_claim':
      return refuse('claim_missing', problem.claim);
    case 'unidentified':
      return refuse('claim_missing', 'nothing names the workload');
    default:
      return refuse('wrong_token_kind', `${problem.claim} is not that of a workload`);
  }
}
