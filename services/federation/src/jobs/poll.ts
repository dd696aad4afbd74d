/** Something that is looked at again and again. */
export interface Poll {
  /** Looks once, now; at most one look runs at a time. */
  look(): Promise<void>;
  /** The same, but a look that runs already doesn't count: it may have seen what was before. */
  lookAfresh(): Promise<void>;
  /** Looks again and again until `stop`. */
  start(): void;
  stop(): void;
}

/**
 * @param lookOnce must not reject
 * @param interval milliseconds between two looks
 */
export function createPoll(lookOnce: () => Promise<void>, interval: number): Poll {
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  return {
    look,
    lookAfresh: async () => {
      await looking;
      return look();
    },
    start: () => {
      timer ??= setInterval(look, interval).unref();
    },
    stop: () => clearInterval(timer),
  };
}
