import type { Profile, ReplayMode, SignatureAlgorithm } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import type { LocatedDocument } from './document/document.ts';

/** Where an issuer's keys come from. */
export type KeySource =
  | { readonly kind: 'discovery' }
  | { readonly kind: 'jwksUri'; readonly uri: string; readonly bearerTokenFile?: string }
  | { readonly kind: 'jwks'; readonly keys: readonly JsonObject[] }
  | { readonly kind: 'jwksFile'; readonly path: string }
  | { readonly kind: 'spiffeBundle'; readonly uri: string }
  /** The gateway's own keys: the built-in issuer `self`. */
  | { readonly kind: 'own' }
  /** Nowhere: no token is of this issuer. For the built-in issuer `clients`. */
  | { readonly kind: 'none' };

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

/** A Target document with every default filled in. Times in seconds. */
export interface TrustedTarget {
  readonly id: string;
  readonly audience: string;
  readonly resources: readonly string[];
  readonly scopes: ReadonlyMap<string, TargetScope>;
  readonly token: TargetToken;
  readonly enabled: boolean;
  readonly owner: string;
}

export interface TargetScope {
  readonly description: string;
  readonly sensitivity: 'low' | 'medium' | 'high';
}

export type BindingDemand = 'optional' | 'required' | 'dpop' | 'mtls';

export interface TargetToken {
  /** Absent: the gateway's default. */
  readonly algorithm?: string;
  readonly lifetime: number;
  readonly maxLifetime: number;
  readonly binding: BindingDemand;
  /** Names a mapping may add; absent: any that is not reserved. */
  readonly claims?: readonly string[];
}

/** What a Mapping document is for people; its conditions are compiled into the trust and not looked at from outside. */
export interface TrustedMapping {
  readonly id: string;
  readonly effect: 'allow' | 'deny';
  readonly issuer: string;
  /** A target's id; `*` for a deny mapping on all targets. */
  readonly target: string;
  readonly owner: string;
  readonly purpose: string;
  readonly scopes: readonly string[];
  readonly enabled: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly reviewBy?: number;
}

/** What the gateway itself decides: the bounds no document can widen. Times in seconds. */
export interface GatewayDefaults {
  /** The gateway's own issuer URL: the `url` of the built-in issuer `self`, and the default audience of every other. */
  readonly issuer: string;
  readonly lifetime: number;
  readonly maxLifetime: number;
  /** Algorithms the gateway can sign with; the first is its default. Absent: ES256. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** Documents of its own settings: in force beside whatever others there are, and changed with none of them. */
  readonly documents?: readonly LocatedDocument[];
}
