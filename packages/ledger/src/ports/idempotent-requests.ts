import type { Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';

/** What is known of a request by its key. */
export type RequestState =
  /** It is the first, and the caller's to do. */
  | { readonly state: 'begun' }
  /** The same request is being done. */
  | { readonly state: 'running' }
  /** The same request was done: its answer. */
  | { readonly state: 'answered'; readonly answer: string }
  /** The key was used for another request. */
  | { readonly state: 'other' };

/** Requests that are done once however often they are sent, by a key of the caller's. Forgotten after a day. */
export interface IdempotentRequests {
  /** Of any number of concurrent calls with one key exactly one is `begun`; one that is begun and never ends is given up after a minute. */
  begin(key: string, request: string): Promise<Result<RequestState, Unavailable>>;
  /** Keeps the answer of a request that was begun. */
  finish(key: string, answer: string): Promise<Result<void, Unavailable>>;
  /** Lets the request be sent again as if it never had been. */
  abandon(key: string): Promise<Result<void, Unavailable>>;
}
