/** Where a worker can be reached: by the public, as all, and by its primary alone. */
export interface ServingAt {
  readonly publicUrl: string;
  readonly internalUrl: string;
}

/** How a worker ended. */
export interface Ending {
  /** As a shell has it: where a signal ended it, 128 and the signal's number. */
  readonly code: number;
  readonly signal?: string;
}

/** A process that serves, as its primary sees it. */
export interface WorkerProcess {
  /** `undefined` where it ends before it serves. */
  readonly serving: Promise<ServingAt | undefined>;
  readonly ended: Promise<Ending>;
  /** Has it finish what is in flight, and end. Does no harm where it is told so already. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}
