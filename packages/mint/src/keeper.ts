import type { Result } from '@cambio/oauth';
import type { PublicJwk } from './public-jwk.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';
import type { StoredKey } from './stored-key.ts';

/** A raw JWS signature. A promise only where the work is worth a thread, or another machine. */
export type Signature = Result<Buffer, 'unavailable'> | Promise<Result<Buffer, 'unavailable'>>;

/** A key that can sign and be published, wherever its private half is. */
export interface SigningKey {
  /** The RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly sign: (input: Buffer) => Signature;
  /** Asks who keeps the private half whether it could sign, without having it sign. Absent where that is this process. */
  readonly ping?: () => Promise<Result<void, SignerUnavailable>>;
}

/** A new key, as much of it as is stored. */
export type NewKey = Pick<StoredKey, 'kid' | 'sealed'>;

export type KeyFailure =
  /** The key doesn't open: it was sealed under another encryption key, or the record was altered. */
  | { readonly reason: 'wrong_encryption_key'; readonly kid: string }
  /** The record isn't one this version can read, or what it holds is not the key it is called. */
  | { readonly reason: 'malformed_key'; readonly kid: string; readonly detail: string }
  /** The key is kept by a signer that is not set up here. */
  | { readonly reason: 'signer_not_set_up'; readonly kid: string; readonly signer: string };

/** The signer that keeps the keys did not answer, or refused. `detail` is for the operator and holds no secret. */
export interface SignerUnavailable {
  readonly reason: 'signer_unavailable';
  readonly detail: string;
}

/** Who keeps private keys: makes them, and brings back from its record one that can sign. */
export interface Keeper {
  make(algorithm: SigningAlgorithm): Promise<Result<NewKey, SignerUnavailable>>;
  /**
   * Checks that the record's `kid` is the thumbprint of the public key that belongs to the private one, so whoever can
   * write to the store can't have a key of his own published.
   */
  open(stored: StoredKey): Promise<Result<SigningKey, KeyFailure | SignerUnavailable>>;
}
