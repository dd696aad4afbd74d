/** Why a document could not be fetched. */
export interface FetchFailure {
  readonly reason:
    | 'forbidden_url'
    | 'forbidden_address'
    | 'unreachable'
    | 'timed_out'
    | 'redirected'
    | 'bad_status'
    | 'bad_content_type'
    | 'bad_encoding'
    | 'too_large';
  /** For operators. */
  readonly detail: string;
}

/** Carries a failure through code that can only throw: connectors, streams. */
export class FetchError extends Error {
  readonly failure: FetchFailure;

  constructor(reason: FetchFailure['reason'], detail: string) {
    super(detail);
    this.failure = { reason, detail };
  }
}
