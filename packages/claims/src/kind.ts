import { claimReader } from './claim-reader.ts';
import type { Claims } from './claims.ts';
import { valueAt } from './path.ts';
import type { Profile } from './profile.ts';

/** Why authentic claims are not those of a workload of this provider. */
export type KindProblem =
  | { readonly reason: 'missing_claim'; readonly claim: string }
  | { readonly reason: 'refused_claim'; readonly claim: string }
  | { readonly reason: 'other_kind'; readonly claim: string }
  | { readonly reason: 'unidentified' };

/**
 * Whether verified claims are of the kind of token that the profile is about, and name somebody.
 * Platforms sign tokens for other ends with the same keys: sign-in tokens for people, refresh tokens, log streams.
 * Checks, in this order: every required claim is there and not null; no refused claim is there; every kind
 * claim has a text that fits; the claims name somebody. Does not check signature, issuer, audience or times.
 */
export function kindProblem(profile: Profile, claims: Claims): KindProblem | undefined {
  const missing = profile.requiredClaims.find((claim) => !isThere(claims, claim));
  if (missing !== undefined) return { reason: 'missing_claim', claim: missing };
  const refused = profile.refusedClaims.find((claim) => isThere(claims, claim));
  if (refused !== undefined) return { reason: 'refused_claim', claim: refused };
  const read = claimReader(claims);
  const other = profile.kindClaims.find(({ claim, pattern }) => !pattern.test(read(claim) ?? ''));
  if (other !== undefined) return { reason: 'other_kind', claim: other.claim };
  return profile.isIdentified(claims) ? undefined : { reason: 'unidentified' };
}

function isThere(claims: Claims, claim: string): boolean {
  const value = valueAt(claims, claim);
  return value !== undefined && value !== null;
}
