import type { VerifiedIdentity } from '@cambio/claims';

/** The built-in issuer: this gateway. */
const SELF = 'self';

export function isOwn({ issuer }: VerifiedIdentity): boolean {
  return issuer === SELF;
}

/** Empty where there is none, which is no issued token's. */
export function jtiOf({ claims }: VerifiedIdentity): string {
  return typeof claims.jti === 'string' ? claims.jti : '';
}
