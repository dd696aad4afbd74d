import type { Claims, VerifiedIdentity } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import type { CompiledTrust } from '../compile/compiled-trust.ts';

/**
 * Who claims would speak for if they were verified: as those of the Issuer named, or of the one whose URL is their
 * `iss`. Checks nothing else about them.
 */
export function supposeIdentity(
  { issuers }: CompiledTrust,
  claims: Claims,
  named?: string,
): Result<VerifiedIdentity, 'unknown_issuer' | 'ambiguous_issuer'> {
  const [issuer, ...others] = [...issuers.values()].filter(({ id, url }) =>
    named === undefined ? url === claims.iss : id === named,
  );
  if (issuer === undefined) return err('unknown_issuer');
  if (others.length > 0) return err('ambiguous_issuer');
  return ok({ issuer: issuer.id, claims, workload: issuer.profile.workload(claims) });
}
