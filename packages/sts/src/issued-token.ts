import type { VerifiedIdentity } from '@cambio/claims';
import type { EpochSeconds } from '@cambio/oauth';
import type { DecisionRequest } from '@cambio/policy';

/**
 * What is kept of an issued token while it lives: enough to decide on it again by the trust of any later moment.
 * It holds every claim of its subject. Those that the audit trail may not keep go when the token is dead.
 */
export interface IssuedToken {
  readonly jti: string;
  readonly decision: string;
  /** Milliseconds since the epoch: when its exchange began. */
  readonly at: number;
  readonly expiresAt: EpochSeconds;
  readonly mapping: string;
  /** The target's id, and the `aud` it had. */
  readonly target: string;
  readonly audience: string;
  /** Its `sub`. */
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly subject: Party;
  readonly actor?: Party;
  /** As it was asked for: by which client, from where, with which proof. */
  readonly asked: DecisionRequest;
  /** The `jti` of each token of this gateway it was made from. They live at least as long. */
  readonly madeFrom: readonly string[];
}

/** Somebody a token was issued for, as the upstream token said. */
export interface Party extends VerifiedIdentity {
  /** The URL the issuer was declared with. */
  readonly issuerUrl: string;
}

/** An issued token, and whether a revocation covers it. */
export interface TokenOnRecord extends IssuedToken {
  readonly revoked: boolean;
}
