import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { Connection } from './connect.ts';

/** Commands to Redis that end in time, one way or the other. */
export interface Link {
  /**
   * Runs `work` once the connection is ready, and once more if the connection is lost meanwhile: it must be such that doing it
   * twice is doing it once. `unavailable` when that takes longer than a second, when Redis refuses, or at once when too
   * much waits already; `work` may then have been done all the same.
   */
  run<T>(work: (redis: Connection) => Promise<T>): Promise<Result<T, Unavailable>>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Milliseconds. */
const DEADLINE = 1000;

/** Commands under way at the most. */
const CAPACITY = 4096;

export function linkTo(connection: Connection, onFault: (error: Error) => void): Link {
  const ready = readiness(connection);
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  async function attempt<T>(work: (redis: Connection) => Promise<T>, signal: AbortSignal): Promise<T> {
    await ready();
    signal.throwIfAborted();
    try {
      return await work(connection);
    } catch (error) {
      if (isRefusal(error)) throw error;
    }
    await ready();
    signal.throwIfAborted();
    return work(connection);
  }

  async function inTime<T>(work: (redis: Connection) => Promise<T>): Promise<Result<T, Unavailable>> {
    const late = new AbortController();
    const timeout = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.abort();
      timeout.reject(new Error('Redis did not answer in time'));
    }, DEADLINE);
    try {
      return ok(await Promise.race([attempt(work, late.signal), timeout.promise]));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      onFault(error);
      return err('unavailable');
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    run(work) {
      if (closed || underWay.size >= CAPACITY) return Promise.resolve(err('unavailable'));
      const answer = inTime(work).finally(() => underWay.delete(answer));
      underWay.add(answer);
      return answer;
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all(underWay);
      connection.disconnect();
    },
  };
}

/** Waits until the connection is ready, however many wait. */
function readiness(connection: Connection): () => Promise<void> {
  let waiting: Promise<void> | undefined;
  return async () => {
    if (connection.status === 'ready') return;
    waiting ??= new Promise<void>((resolve) => connection.once('ready', () => resolve())).then(() => {
      waiting = undefined;
    });
    return waiting;
  };
}

/** Whether Redis itself said no, and would again. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}
