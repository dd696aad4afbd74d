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
import type { IssuedToken, TokenOnRecord } from './issued-token.ts';
import type { BindingRefusal, Presented } from './possession.ts';
import type { Revocation } from './revoke/revocation.ts';

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

/** Short-lived marks. One verb per atomic effect. Keys may name a token: what is kept of one is a digest. */
export interface Marks {
  /**
   * Takes `key` for the caller alone until `until`. Of any number of concurrent calls with one key,
   * exactly one is answered `reserved`. It outlives the process before it answers; a loss of power, once a decision that
   * was recorded after it does.
   *
   * @param stated a time that what `key` names states of itself: the same in every call with this key, which a store may
   * keep in its order
   */
  reserve(
    key: string,
    until: EpochSeconds,
    stated?: EpochSeconds,
  ): Promise<Result<'reserved' | 'exists', Unavailable>>;
}

export interface Minter {
  /** Signs an access token (RFC 9068) with the active key of `algorithm`, or of the gateway's default. */
  mint(claims: AccessTokenClaims, algorithm: string | undefined): Promise<Result<string, Unavailable>>;
}

/** The audit trail. */
export interface Decisions {
  /** Durable before it answers, and in one piece: the record and, of an allowed exchange, what is kept of its token. */
  record(record: DecisionRecord, token?: IssuedToken): Promise<Result<void, Unavailable>>;
}

/** The tokens this gateway issued, as long as they live. */
export interface IssuedTokens {
  /**
   * The token with this `jti` first, then every token it was made from, as far as they are on record. Empty for one that was
   * never issued, or was dead long enough to be forgotten.
   */
  lineage(jti: string): Promise<Result<readonly TokenOnRecord[], Unavailable>>;
}

export interface Revocations {
  /** Durable before it answers; from then on every token it selects is revoked, on every replica. */
  add(revocation: Revocation): Promise<Result<void, Unavailable>>;
}

/** How many exchanges may be asked for. */
export interface Rates {
  /** Counts one for this workload of this issuer. Seconds to wait where that is one too many. */
  take(issuer: string, workload: string): Promise<number | undefined>;
}

/** How many exchanges may be under way. */
export interface Places {
  /** Takes one for tokens of this issuer, and gives what frees it; `undefined` where none is left. */
  take(issuer: string): (() => void) | undefined;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Ids {
  /**
   * A UUID of version 7 with the time of the decision, `at` (RFC 9562 §5.7): sortable by it, unguessable, unique across
   * replicas and restarts. A store finds by the id, and the time within, where it keeps the decision.
   */
  decision(at: number): DecisionId;
  /** The id of the token's decision, by which a store finds the token, and behind it as many random bits as make 96 with its own. */
  jti(decision: DecisionId): string;
  /** Sortable by the time it was made at, unique across replicas and restarts. */
  revocation(at: number): string;
}

/** Everything the exchange needs from outside. */
export interface Ports {
  readonly verifier: Verifier;
  readonly trust: Trust;
  readonly binding: Binding;
  readonly marks: Marks;
  readonly minter: Minter;
  readonly decisions: Decisions;
  readonly issued: IssuedTokens;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Absent: any number. */
  readonly rates?: Rates | undefined;
  /** Absent: any number. */
  readonly places?: Places | undefined;
}
