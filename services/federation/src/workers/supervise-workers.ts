import type { Logger } from 'pino';
import type { ServingAt, WorkerProcess } from './worker-process.ts';

/** Milliseconds before a worker that ended is replaced, the first time, the second, and so on. After the last, nobody is. */
const PAUSES = [250, 1000, 4000, 16_000, 60_000];

/** Milliseconds a worker has to serve for its end to count as a first one. */
const STEADY = 60_000;

export interface Supervision {
  readonly count: number;
  /** Kept up to date: those that serve, by their numbers. */
  readonly serving: Map<number, ServingAt>;
  /** With how many have ended in its place before. */
  readonly start: (worker: number, replacements: number) => WorkerProcess;
  readonly log: Logger;
  /** Milliseconds since anything. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or once it is aborted. */
  readonly wait: (milliseconds: number, aborted: AbortSignal) => Promise<void>;
}

export interface Workers {
  /** Where all of them serve; `undefined` where it comes to an end before. */
  readonly started: Promise<ServingAt | undefined>;
  /** Once none is left: the code to end with. */
  readonly ended: Promise<number>;
  /** Has all of them finish what is in flight. */
  stop(): void;
  /** Ends all of them at once. */
  kill(): void;
}

/**
 * Keeps so many workers serving. The first is started alone: it makes what all share, and where it cannot start, none can.
 * One that ends is replaced, after a pause that grows as long as it goes on; in the end, or where one does not come to
 * serve at all, the others are stopped, and its code is the code to end with.
 */
export function superviseWorkers({ count, serving, start, log, now, wait }: Supervision): Workers {
  const processes = new Map<number, WorkerProcess>();
  const stopping = new AbortController();

  function stop(): void {
    stopping.abort();
    for (const process of processes.values()) process.stop();
  }

  /** One worker, from its start to its end, and for how long it served. */
  async function run(place: number, replacements: number, onServing: (at: ServingAt) => void) {
    const process = start(place, replacements);
    processes.set(place, process);
    const at = await process.serving;
    const since = now();
    if (at !== undefined) {
      serving.set(place, at);
      log.info({ worker: place }, 'worker serves');
      onServing(at);
    }
    const ending = await process.ended;
    serving.delete(place);
    processes.delete(place);
    return { ending, served: at === undefined ? undefined : now() - since };
  }

  /** Has a worker in one place until all are to stop, and gives the code of the last that was there. */
  async function keep(place: number, onServing: (at: ServingAt) => void): Promise<number> {
    const pauseAfter = replacements();
    for (let ended = 0; ; ended += 1) {
      const { ending, served } = await run(place, ended, onServing);
      if (stopping.signal.aborted) return served === undefined ? 0 : ending.code;
      const pause = pauseAfter(served);
      if (pause === undefined) {
        log.error({ worker: place, ...ending }, 'worker ended, and is not replaced: the gateway stops');
        return ending.code || 1;
      }
      log.error({ worker: place, ...ending, pause }, 'worker ended, and is replaced');
      await wait(pause, stopping.signal);
      if (stopping.signal.aborted) return 0;
    }
  }

  const started = Promise.withResolvers<ServingAt | undefined>();

  async function keepAll(): Promise<number> {
    const first = Promise.withResolvers<ServingAt | undefined>();
    const others = Array.from({ length: count - 1 }, () => Promise.withResolvers<void>());
    const kept = [keep(1, first.resolve)];
    const at = await Promise.race([first.promise, kept[0]?.then(() => undefined)]);
    if (at !== undefined && !stopping.signal.aborted) {
      kept.push(...others.map(({ resolve }, index) => keep(index + 2, () => resolve())));
      void Promise.all(others.map(({ promise }) => promise)).then(() => started.resolve(at));
    }
    const code = await Promise.race(kept);
    stop();
    const codes = [code, ...(await Promise.all(kept))];
    started.resolve(undefined);
    return codes.find((each) => each !== 0) ?? 0;
  }

  return {
    started: started.promise,
    ended: keepAll(),
    stop,
    kill: () => {
      stopping.abort();
      for (const process of processes.values()) process.kill();
    },
  };
}

/**
 * For one place: milliseconds before the next worker takes it, by how long the last one served; `undefined` where there is to
 * be no next.
 */
function replacements(): (served: number | undefined) => number | undefined {
  /** In a row. Until one has served, none is replaced. */
  let ends = PAUSES.length;
  let hasServed = false;
  return (served) => {
    if (served !== undefined && (!hasServed || served >= STEADY)) ends = 0;
    hasServed ||= served !== undefined;
    return PAUSES[ends++];
  };
}
