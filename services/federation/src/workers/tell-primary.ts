import cluster from 'node:cluster';
import type { Environment } from '../telemetry/variables.ts';
import { type FromWorker, REPLACEMENT_VARIABLE, toWorker, WORKER_VARIABLE } from './messages.ts';

/** Which worker this process is, from 1; `undefined` where it is none. */
export function workerNumber(env: Environment): number | undefined {
  const number = Number(env[WORKER_VARIABLE]);
  return cluster.isWorker && number > 0 ? number : undefined;
}

/** How many workers ended in the place of this one before it; 0 where this process is none. */
export function replacementsBy(env: Environment): number {
  return cluster.isWorker ? Number(env[REPLACEMENT_VARIABLE] ?? 0) : 0;
}

/** What the primary hands to each of its workers. */
export function handedOver(): Promise<unknown> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      const told = toWorker.safeParse(message);
      if (!told.success) return;
      process.off('message', listen);
      resolve(told.data.what);
    };
    process.on('message', listen);
    tellPrimary({ kind: 'waiting' });
  });
}

export function tellPrimary(message: FromWorker): void {
  // The error of a primary that has gone is nobody's: this process ends with it.
  process.send?.(message, undefined, {}, () => undefined);
}
