import type { JsonValue, Result } from '@cambio/oauth';
import type { FetchFailure } from '../fetch/failure.ts';

/** A key set as its source gave it, nothing in it judged. */
export interface PublishedKeys {
  readonly keys: readonly JsonValue[];
  /** Seconds until it is worth asking again; `undefined` where the source does not say. */
  readonly refreshAfter: number | undefined;
}

/** Why a source gave no keys. */
export interface SourceFailure {
  readonly reason:
    | FetchFailure['reason']
    | 'unreadable_file'
    | 'malformed_document'
    | 'issuer_mismatch'
    | 'rolled_back'
    | 'no_usable_key';
  /** For operators. */
  readonly detail: string;
}

/** Where one issuer's keys are read from, each time anew. Never throws. */
export interface Source {
  read(): Promise<Result<PublishedKeys, SourceFailure>>;
  close(): Promise<void>;
}
