import type { Profile, ReplayMode, SignatureAlgorithm } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';

/** Where an issuer's keys come from. */
export type KeySource =
  | { readonly kind: 'discovery' }
  | { readonly kind: 'jwksUri'; readonly uri: string; readonly bearerTokenFile?: string }
  | { readonly kind: 'jwks'; readonly keys: readonly JsonObject[] }
  | { readonly kind: 'jwksFile'; readonly path: string }
  | { readonly kind: 'spiffeBundle'; readonly uri: string };

/** An Issuer document with every default filled in. Times in seconds. */
export interface TrustedIssuer {
  readonly id: string;
  readonly url: string;
  readonly profile: Profile;
  readonly keys: KeySource;
  readonly ca?: string;
  readonly allowPrivateNetwork: boolean;
  readonly audiences: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly maxAge?: number;
  readonly maxLifetime: number;
  readonly clockSkew: number;
  readonly replay: ReplayMode;
  readonly explainDenials: 'code' | 'claims';
  readonly enabled: boolean;
  readonly owner: string;
}
