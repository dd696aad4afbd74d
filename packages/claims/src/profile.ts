import type { Claims } from './claims.ts';
import { parseClaimPath } from './path.ts';
import type { Workload } from './workload.ts';

/** The JSON type of a claim; `array` is an array of strings unless the profile's note says otherwise. */
export type ClaimType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** How long a claim keeps meaning the same thing. */
export type Stability =
  /** An id that is never reassigned. */
  | 'immutable'
  /** A name: it can be changed, freed and taken by somebody else. */
  | 'renameable'
  /** Describes this run, not the workload. */
  | 'context'
  /** A registered claim. */
  | 'registered';

/** What is known of one claim of a provider. */
export interface ClaimFact {
  /** More than one where the platform sends the claim in several shapes. */
  readonly types: readonly ClaimType[];
  readonly stability: Stability;
  /**
   * The immutable claim that says the same as this renameable one: `repository` → `repository_id`.
   * On `sub`: the claim to match instead of the text put together in it.
   */
  readonly idOf?: string;
  /** Set where somebody without rights on the workload can choose the value: who, and how. */
  readonly influencedBy?: string;
  /** Left out of some tokens by the platform, so that its absence is no drift. */
  readonly optional?: true;
}

/** Whether a token may be used more than once, and for what. */
export type ReplayMode = 'once' | 'once-per-target' | 'allow';

/** Every algorithm a token may be signed with: asymmetric ones alone. */
export const SIGNATURE_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/**
 * A claim by which a platform says what set the job off or how it runs, and what it says of work nobody vouched for.
 */
export interface EventClaim {
  readonly claim: string;
  /** Values to keep out; empty: that the claim is there at all says so; `unnamed`: all that a mapping does not name. */
  readonly untrusted: readonly (string | boolean)[] | 'unnamed';
  /** Tokens that have this claim never have the event claim: where it is pinned there is nothing to keep out. */
  readonly notBeside?: string;
}

/** A form of `sub` that says the same as other claims of the token, no more and no less. */
export interface SubjectForm {
  /** Anchored; one group for each claim. */
  readonly pattern: RegExp;
  /** The claims that the groups hold, in their order. */
  readonly claims: readonly string[];
}

/** A claim that tells the tokens meant from others signed with the same keys: a person's, a refresh token, … */
export interface KindClaim {
  readonly claim: string;
  /** What its text must be, anchored. */
  readonly pattern: RegExp;
}

/** All that Cambio knows about the tokens of one provider: data, and one function that names the workload. */
export interface Profile {
  readonly provider: string;
  readonly title: string;
  /** The `iss` of the provider's one public installation, where there is one. */
  readonly issuer?: string;
  /** Every `iss` the provider can have, anchored; a declared issuer outside it is refused when it is loaded. */
  readonly issuerPattern?: RegExp;
  /** Whether one `iss` serves many tenants. */
  readonly isShared: (issuer: string) => boolean;
  /** Immutable claims that name the tenant of a shared issuer: a mapping must pin one of them. */
  readonly tenantPins: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  /** Seconds since `iat` at the most; absent: only `exp` bounds. */
  readonly maxAge?: number;
  /** Seconds of `exp - iat` at the most. */
  readonly maxLifetime: number;
  readonly replay: ReplayMode;
  /** Accepted `typ` header values, lower case, `application/` stripped; `undefined` stands for an absent `typ`. */
  readonly types: readonly (string | undefined)[];
  /** Audiences that name the platform or the tenant and not the recipient; refused as an issuer's `audiences`. */
  readonly platformAudiences: readonly RegExp[];
  /** By claim name, or JSON Pointer for nested claims. */
  readonly claims: Readonly<Record<string, ClaimFact>>;
  /** Families of names: `repo_property_` stands for every claim that starts with it. */
  readonly claimPrefixes: Readonly<Record<string, ClaimFact>>;
  /**
   * Whether claims unknown to the profile are ordinary: they may be matched by plain name and are no drift.
   * True for generic `oidc`, and where whoever runs the issuer defines claims (Vault templates, Keycloak mappers, …).
   */
  readonly open: boolean;
  readonly events: readonly EventClaim[];
  /** Forms of `sub` whose parts are claims too; a text of another form cannot be taken apart safely. */
  readonly subjectForms: readonly SubjectForm[];
  /** Claims, by name or JSON Pointer, without which a token is not of this kind; see `kindProblem`. */
  readonly requiredClaims: readonly string[];
  readonly kindClaims: readonly KindClaim[];
  /** Claims that make a token one of another kind: `cnf`, as nobody has shown the key it is bound to. */
  readonly refusedClaims: readonly string[];
  /**
   * What `act` means: that the subject has delegated to an actor (RFC 8693 §4.1), or something of the platform's own,
   * which must neither demand an actor nor be nested into an issued token (Vercel's audience exchange).
   */
  readonly act: 'delegation' | 'unrelated';
  /** Never throws; falls back to issuer and `sub` where the ids it wants are missing. */
  readonly workload: (claims: Claims) => Workload;
  /** Whether the claims name anybody: false without the provider's ids and with no `sub`, or an empty one. */
  readonly isIdentified: (claims: Claims) => boolean;
}

/** The fact about a claim, by exact name, pointer or family; `undefined` where the profile does not know it. */
export function factOf(profile: Profile, claim: string): ClaimFact | undefined {
  const name = nameOf(claim);
  if (Object.hasOwn(profile.claims, name)) return profile.claims[name];
  const prefix = Object.keys(profile.claimPrefixes).find((known) => name.startsWith(known));
  return prefix === undefined ? undefined : profile.claimPrefixes[prefix];
}

/** A pointer of one segment is the name it points to: `/repository` is known as well as `repository`. */
function nameOf(claim: string): string {
  if (!claim.startsWith('/')) return claim;
  const path = parseClaimPath(claim);
  const [name, ...nested] = path.ok ? path.value.segments : [];
  return name === undefined || nested.length > 0 ? claim : name;
}
