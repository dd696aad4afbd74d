import { isJsonObject, type JsonValue } from '@cambio/oauth';
import type { Claims } from './claims.ts';
import { valueAt } from './path.ts';
import { type ClaimType, factOf, type Profile } from './profile.ts';

/**
 * A way in which a token differs from what its provider's tokens are known to be. It is no reason to refuse the
 * token: platforms add claims all the time. But it is how trust breaks unnoticed, so operators are told. Never holds
 * a value.
 */
export type Drift =
  | { readonly kind: 'unknown_claim'; readonly claim: string; readonly found: ClaimType }
  | { readonly kind: 'missing_claim'; readonly claim: string }
  | {
      readonly kind: 'unexpected_type';
      readonly claim: string;
      readonly expected: readonly ClaimType[];
      readonly found: ClaimType;
    };

/**
 * Compares verified claims with the profile: claims nobody knows, claims of an unexpected type, expected claims that
 * are missing. Members of an object are looked at where the profile knows one of them, and are expected where the
 * object is. Claims unknown to an open profile are ordinary. Does not look at values.
 */
export function drift(profile: Profile, claims: Claims): readonly Drift[] {
  return [...ofMembers(profile, claims, ''), ...ofMissing(profile, claims)];
}

/** `parent` is the pointer to the object, empty for the claims themselves. */
function ofMembers(profile: Profile, members: Claims, parent: string): readonly Drift[] {
  return Object.entries(members).flatMap(([member, value]) => {
    if (parent === '' && !isJsonObject(value)) return ofClaim(profile, member, value);
    const pointer = `${parent}/${escapeSegment(member)}`;
    const own = ofClaim(profile, parent === '' ? member : pointer, value);
    const nested = isJsonObject(value) && isKnownInside(profile, pointer);
    return nested ? [...own, ...ofMembers(profile, value, pointer)] : own;
  });
}

function ofClaim(profile: Profile, claim: string, value: JsonValue): readonly Drift[] {
  const fact = factOf(profile, claim);
  const found = typeOf(value);
  if (fact === undefined) return profile.open ? [] : [{ kind: 'unknown_claim', claim, found }];
  if (fact.types.includes(found)) return [];
  return [{ kind: 'unexpected_type', claim, expected: fact.types, found }];
}

function ofMissing(profile: Profile, claims: Claims): readonly Drift[] {
  return Object.entries(profile.claims)
    .filter(([claim, fact]) => fact.optional !== true && isMissing(claims, claim))
    .map(([claim]) => ({ kind: 'missing_claim', claim }));
}

/** A member is missing only from an object that is there. */
function isMissing(claims: Claims, claim: string): boolean {
  if (valueAt(claims, claim) !== undefined) return false;
  const parent = claim.startsWith('/') ? claim.slice(0, claim.lastIndexOf('/')) : '';
  return parent === '' || isJsonObject(valueAt(claims, parent));
}

function isKnownInside(profile: Profile, pointer: string): boolean {
  return Object.keys(profile.claims).some((claim) => claim.startsWith(`${pointer}/`));
}

function escapeSegment(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}

function typeOf(value: JsonValue): ClaimType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}
