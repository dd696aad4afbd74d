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
  if (looksOrdinary(profile, claims)) return [];
  const found: Drift[] = [];
  addOfMembers(found, profile, claims, '');
  for (const claim of expectedOf(profile)) {
    if (isMissing(claims, claim)) found.push({ kind: 'missing_claim', claim });
  }
  if (found.length === 0) remember(profile, claims);
  return found;
}

/** The names of a token's claims, and their types, none of them an object's. */
interface Shape {
  readonly names: readonly string[];
  readonly types: readonly ClaimType[];
}

/** Of each profile, the last token in which nothing was found: every token is looked at, and most are alike. */
const ordinary = new WeakMap<Profile, Shape>();

function looksOrdinary(profile: Profile, claims: Claims): boolean {
  const shape = ordinary.get(profile);
  if (shape === undefined) return false;
  let count = 0;
  for (const name in claims) {
    const value = claims[name];
    if (name !== shape.names[count] || value === undefined || typeOf(value) !== shape.types[count])
      return false;
    count++;
  }
  return count === shape.names.length;
}

function remember(profile: Profile, claims: Claims): void {
  const types = Object.values(claims).map(typeOf);
  if (!types.includes('object')) ordinary.set(profile, { names: Object.keys(claims), types });
}

/**
 * Makes nothing but what it finds, which is hardly ever anything.
 *
 * @param parent the pointer to the object, empty for the claims themselves
 */
function addOfMembers(found: Drift[], profile: Profile, members: Claims, parent: string): void {
  for (const member of Object.keys(members)) {
    const value = members[member];
    if (value === undefined) continue;
    const pointer = parent === '' && !isJsonObject(value) ? member : `${parent}/${escapeSegment(member)}`;
    const own = ofClaim(profile, parent === '' ? member : pointer, value);
    if (own !== undefined) found.push(own);
    if (isJsonObject(value) && isKnownInside(profile, pointer)) addOfMembers(found, profile, value, pointer);
  }
}

function ofClaim(profile: Profile, claim: string, value: JsonValue): Drift | undefined {
  const fact = factOf(profile, claim);
  const found = typeOf(value);
  if (fact === undefined) return profile.open ? undefined : { kind: 'unknown_claim', claim, found };
  if (fact.types.includes(found)) return undefined;
  return { kind: 'unexpected_type', claim, expected: fact.types, found };
}

const expected = new WeakMap<Profile, readonly string[]>();

/** The claims that every token of a profile has, remembered. */
function expectedOf(profile: Profile): readonly string[] {
  const known = expected.get(profile);
  if (known !== undefined) return known;
  const claims = Object.entries(profile.claims).filter(([, { optional }]) => optional !== true);
  const names = claims.map(([claim]) => claim);
  expected.set(profile, names);
  return names;
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
