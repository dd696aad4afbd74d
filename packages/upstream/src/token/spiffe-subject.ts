import type { JsonValue } from '@cambio/oauth';
import { type DeclaredIssuer, isSpiffe } from '../issuer.ts';
import { type Refused, refuse } from '../refusal.ts';
import { trustDomainOf } from './spiffe-id.ts';

/**
 * For issuers of JWT-SVIDs: `sub` is a SPIFFE ID (JWT-SVID §3.1), of the declared trust domain where the issuer was
 * declared as one. Other issuers may write what they like.
 */
export function spiffeSubjectProblem(
  sub: JsonValue | undefined,
  issuer: DeclaredIssuer,
): Refused | undefined {
  if (!isSpiffe(issuer)) return undefined;
  if (sub === undefined) return refuse('claim_missing', 'sub');
  const domain = typeof sub === 'string' ? trustDomainOf(sub) : undefined;
  if (domain === undefined) return refuse('claim_malformed', 'sub is not a SPIFFE ID');
  const declared = trustDomainOf(issuer.url);
  if (declared !== undefined && domain !== declared)
    return refuse('claim_malformed', 'sub is of another trust domain');
  return undefined;
}
