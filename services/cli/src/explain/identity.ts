import { type Claims, kindProblem, type VerifiedIdentity } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import { type CompiledTrust, supposeIdentity, type TrustedIssuer } from '@cambio/policy';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';

/** Who the claims would speak for, if they were verified; and why a token with them would never be, where that shows. */
export interface Supposed {
  readonly identity: VerifiedIdentity;
  readonly doubt?: string;
}

/** Takes the claims as those of an Issuer: the one named, or the one whose URL is their `iss`. */
export function suppose(
  claims: Claims,
  named: string | undefined,
  trust: CompiledTrust,
): Result<Supposed, Problem> {
  const identity = supposeIdentity(trust, claims, named);
  if (!identity.ok) return err(noIssuer(named, identity.error, [...trust.issuers.keys()]));
  const issuer = trust.issuers.get(identity.value.issuer);
  const doubt = issuer && doubtOf(issuer, claims);
  return ok(doubt === undefined ? { identity: identity.value } : { identity: identity.value, doubt });
}

function noIssuer(
  named: string | undefined,
  reason: 'unknown_issuer' | 'ambiguous_issuer',
  known: readonly string[],
): Problem {
  const hint = `The trust documents declare: ${known.join(', ') || 'no Issuer'}. Choose one with --issuer.`;
  if (reason === 'ambiguous_issuer')
    return { exit: EXIT.usage, message: 'several Issuers have the url that `iss` names', hint };
  const message =
    named === undefined
      ? 'no Issuer has the url that `iss` names'
      : `there is no Issuer with the id ${named}`;
  return { exit: EXIT.usage, message, hint };
}

function doubtOf({ profile }: TrustedIssuer, claims: Claims): string | undefined {
  const problem = kindProblem(profile, claims);
  if (problem === undefined) return undefined;
  const before = 'it is refused before any mapping is asked';
  switch (problem.reason) {
    case 'missing_claim':
      return `A token of ${profile.title} has ${problem.claim}; without it, ${before}.`;
    case 'refused_claim':
    case 'other_kind':
      return `By its ${problem.claim} this is no token of a workload; ${before}.`;
    case 'unidentified':
      return `The claims name nobody; ${before}.`;
  }
}
