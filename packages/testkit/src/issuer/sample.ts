import { type Claims, sampleClaims } from '@cambio/claims';

/** A platform's sample claims, by the name `@cambio/claims` has them under. */
export function sample(name: string): Claims {
  const claims = sampleClaims(name);
  if (claims === undefined) throw new TypeError(`no sample is called ${name}`);
  return claims;
}
