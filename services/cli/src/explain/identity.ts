import { type Claims, kindProblem, type VerifiedIdentity } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import type { CompiledTrust, TrustedIssuer } from '@cambio/policy';
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
  { issuers }: CompiledTrust,
): Result<Supposed, Problem> {
  const candidates = [...issuers.values()].filter(({ id, url }) =>
    named === undefined ? url === claims.iss : id === named,
  );
  const [issuer, ...others] = candidates;
  if (issuer === undefined || others.length > 0) return err(noIssuer(named, candidates, [...issuers.keys()]));
  const identity = { issuer: issuer.id, claims, workload: issuer.profile.workload(claims) };
  const doubt = doubtOf(issuer, claims);
  return ok(doubt === undefined ? { identity } : { identity, doubt });
}

function noIssuer(
  named: string | undefined,
  candidates: readonly TrustedIssuer[],
  known: readonly string[],
): Problem {
  const hint = `The trust documents declare: ${known.join(', ') || 'no Issuer'}. Choose one with --issuer.`;
  if (candidates.length > 1)
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
