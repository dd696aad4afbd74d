import type { Profile, ReplayMode, SignatureAlgorithm } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';

/** Where an issuer's keys come from. Chosen by the operator, never by a token. */
export type KeySource =
  | { readonly kind: 'discovery' }
  | { readonly kind: 'jwksUri'; readonly uri: string; readonly bearerTokenFile?: string }
  | { readonly kind: 'jwks'; readonly keys: readonly JsonObject[] }
  | { readonly kind: 'jwksFile'; readonly path: string }
  | { readonly kind: 'spiffeBundle'; readonly uri: string }
  /** The gateway's own public keys, handed to the key store as a function: for the built-in issuer `self`. */
  | { readonly kind: 'own' }
  /** Nowhere: no token is of this issuer. For the built-in issuer `clients`. */
  | { readonly kind: 'none' };

/** What verification needs to know of a declared issuer. Times in seconds. */
export interface DeclaredIssuer {
  /** Names the document; unique. */
  readonly id: string;
  /** The exact `iss`; for a SPIFFE trust domain `spiffe://` and its name. */
  readonly url: string;
  readonly profile: Profile;
  readonly keys: KeySource;
  /** PEM; when given, the only authority trusted for this issuer's endpoints. */
  readonly ca?: string;
  readonly allowPrivateNetwork: boolean;
  /** Every `aud` value of a token must be one of these. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly maxAge?: number;
  readonly maxLifetime: number;
  readonly clockSkew: number;
  readonly replay: ReplayMode;
  readonly enabled: boolean;
}

/** Declared issuers by `id`. A change of trust is a new map; the map itself never changes. */
export type DeclaredIssuers = ReadonlyMap<string, DeclaredIssuer>;

export function isSpiffe(issuer: DeclaredIssuer): boolean {
  return issuer.profile.provider === 'spiffe';
}
