/** What is under way of what takes a gateway's time. */
export interface Load {
  /** Whether what comes now should be turned away. */
  isFull(): boolean;
  /** Does work that counts until it is over. */
  carry<T>(work: () => Promise<T> | T): Promise<T>;
}

/**
 * Counts requests from when they have arrived whole: whoever sends slowly takes nobody's place. What arrives whole after
 * `isFull` was asked is carried all the same, so there may be a few more than the limit.
 *
 * @param limit requests at the same time
 */
export function createLoad(limit: number): Load {
  let carried = 0;
  return {
    isFull: () => carried >= limit,
    async carry(work) {
      carried++;
      try {
        return await work();
      } finally {
        carried--;
      }
    },
  };
}
