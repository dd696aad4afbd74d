import type { TokenRefusal, VerifiedToken } from '@cambio/claims';
import type {
  AccessTokenClaims,
  Confirmation,
  DecisionId,
  EpochSeconds,
  Result,
  TokenType,
} from '@cambio/oauth';
import type { CompiledTrust } from '@cambio/policy';
import type { DecisionRecord } from './decision-record.ts';
import type { BindingRefusal, Presented } from './possession.ts';

/** Judges an upstream token: signature by its declared issuer's keys, then every claim check of that issuer. */
export interface Verifier {
  verify(token: string, as: TokenType, now: EpochSeconds): Promise<Result<VerifiedToken, TokenRefusal>>;
}

/** The trust in force. Reading it never waits: it is compiled beforehand and swapped whole. */
export interface Trust {
  current(): TrustRevision;
}

export interface TrustRevision {
  /** Names the set of documents: recorded with every decision. */
  readonly revision: string;
  readonly trust: CompiledTrust;
}

export interface Binding {
  check(presented: Presented, now: EpochSeconds): Promise<Result<Confirmation | undefined, BindingRefusal>>;
}

export type Unavailable = 'unavailable';

/** Short-lived marks. One verb per atomic effect. */
export interface Marks {
  /**
   * Takes `key` for the caller alone until `until`. Of any number of concurrent calls with one key,
   * exactly one is answered `reserved`. Durable before it answers.
   */
  reserve(key: string, until: EpochSeconds): Promise<Result<'reserved' | 'exists', Unavailable>>;
}

export interface Minter {
  /** Signs an access token (RFC 9068) with the active key of `algorithm`, or of the gateway's default. */
  mint(claims: AccessTokenClaims, algorithm: string | undefined): Promise<Result<string, Unavailable>>;
}

/** The audit trail. */
export interface Decisions {
  /** Durable before it answers. */
  record(record: DecisionRecord): Promise<Result<void, Unavailable>>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Ids {
  /** Sortable by time, unguessable, unique across replicas and restarts. */
  decision(): DecisionId;
  /** At least 96 random bits. */
  jti(): string;
}

/** Everything the exchange needs from outside. */
export interface Ports {
  readonly verifier: Verifier;
  readonly trust: Trust;
  readonly binding: Binding;
  readonly marks: Marks;
  readonly minter: Minter;
  readonly decisions: Decisions;
  readonly clock: Clock;
  readonly ids: Ids;
}
