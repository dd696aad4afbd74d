/** The store holds what this package can't have written. Counts as a fault of the store. */
export class DamagedRecord extends Error {
  constructor(what: string, detail: string) {
    super(`a damaged ${what} is stored: ${detail}`);
  }
}

/** How a store's errors are told apart. What is no fault of the store is a bug. */
export interface StoreErrors {
  readonly isFault: (error: unknown) => error is Error;
  /** Somebody else was in the way: nothing was done, and soon it can be. */
  readonly isBusy: (error: Error) => boolean;
}
