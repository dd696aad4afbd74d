/** What one stretch of load is to be. Structured-cloned to the process that makes it. */
export interface Order {
  /** The process that is measured. */
  readonly pid: number;
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent in this order; a stretch ends early when they run out. */
  readonly bodies: readonly string[];
  /** Whether what was answered 503 is sent again, in its turn: nothing of it has been used up. */
  readonly retry?: boolean;
  readonly connections: number;
  readonly seconds: number;
  readonly arrivals: Arrivals;
}

/**
 * `busy`: each connection sends its next request as soon as it has the answer to the last. `even` and `poisson`: requests
 * become due by the clock, so many a second, whatever the answers do; for want of a connection they wait.
 */
export type Arrivals =
  | { readonly kind: 'busy' }
  | { readonly kind: 'even' | 'poisson'; readonly rate: number };

/** What came of it, up to its end. Latencies in milliseconds, from when a request was due. */
export interface Stretch {
  readonly seconds: number;
  /** By their status: 200, 503, anything else. */
  readonly answered: number;
  readonly turnedAway: number;
  readonly refused: number;
  /** Due, and not sent for want of a connection. */
  readonly unsent: number;
  /** Of those that were answered 200. */
  readonly p50: number;
  readonly p99: number;
  /** The p99 of each tenth of a second, and of these the median: what it is while the machine does not stall. */
  readonly middleP99: number;
  readonly longest: number;
  /** How late requests were sent, which is the load's own share of the above. */
  readonly lateP99: number;
  /** Microseconds of processor time that what is measured used for each request that was answered 200. */
  readonly processor: number;
  /** Microseconds that the load took for each request it sent; where it waits by the clock, it takes all there is. */
  readonly ownProcessor: number;
}
