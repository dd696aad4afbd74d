import type { Claims } from '@cambio/claims';
import type { Confirmation, DecisionId, Digest, EpochSeconds } from '@cambio/oauth';
import type { DecisionRequest, Explanation } from '@cambio/policy';
import type { DenialReason, Outage } from './failure.ts';

/** Somebody a decision was about, as it is recorded: no credential, only its digest. */
export interface RecordedIdentity {
  readonly issuer: string;
  readonly workload: string;
  readonly name: string;
  readonly task?: string;
  readonly claims: Claims;
  readonly tokenDigest: Digest;
}

/** One exchange as the audit trail keeps it: exactly one per exchange whose subject token was authentic. */
export interface DecisionRecord {
  readonly id: DecisionId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The trust revision it was decided by. */
  readonly revision: string;
  readonly outcome: 'allow' | 'deny';
  /** Why not; absent on allow. */
  readonly reason?: DenialReason | Outage;
  readonly subject: RecordedIdentity;
  readonly actor?: RecordedIdentity;
  readonly asked: DecisionRequest;
  readonly target?: string;
  readonly mapping?: string;
  /** The token that was issued; absent on deny. */
  readonly issued?: RecordedToken;
  /** Kept for every deny, so that whoever has the decision id can see why. */
  readonly explanation?: Explanation;
}

export interface RecordedToken {
  readonly jti: string;
  readonly subject: string;
  readonly audience: string;
  readonly scopes: readonly string[];
  readonly expiresAt: EpochSeconds;
  readonly confirmation?: Confirmation;
  readonly digest: Digest;
}
