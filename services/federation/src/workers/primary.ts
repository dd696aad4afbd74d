import cluster from 'node:cluster';
import { setTimeout as delay } from 'node:timers/promises';
import { relayBetweenWorkers } from '@cambio/marks';
import { ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { listenInside } from '../listener.ts';
import type { StartFailure } from '../start-failure.ts';
import { type Signals, waitForSignals } from '../stop-signals.ts';
import type { Surroundings } from '../surroundings.ts';
import { askWorkers } from './ask-workers.ts';
import { forkWorker } from './fork-worker.ts';
import { superviseWorkers } from './supervise-workers.ts';
import type { ServingAt } from './worker-process.ts';

export interface PrimaryOptions extends Pick<Surroundings, 'log' | 'now'> {
  readonly signals: Signals;
  /** JSON that each worker is handed before it starts to serve. */
  readonly handOver: unknown;
  readonly onStarted: (at: ServingAt) => void;
}

/**
 * Has as many workers serve as the settings say until it is told to stop; then has them finish what is in flight, and gives
 * the code to end with: 0, or that of a worker that did not end well. A second signal does not wait: `forced`. Whoever asks
 * for readiness or metrics is answered here, for all of them.
 */
export async function superviseUntilSignal(
  settings: Settings,
  { log, now, signals, handOver, onStarted }: PrimaryOptions,
): Promise<Result<number | 'forced', StartFailure>> {
  await using closing = new AsyncDisposableStack();
  const count = settings.workers;
  const serving = new Map<number, ServingAt>();
  const internal = await listenInside(settings, askWorkers(serving, count), log, closing);
  if (!internal.ok) return internal;

  const stop = waitForSignals(signals);
  relayBetweenWorkers();
  cluster.schedulingPolicy = cluster.SCHED_RR;
  const start = (worker: number, replacements: number) => forkWorker(worker, replacements, handOver);
  const workers = superviseWorkers({ count, serving, start, log, now, wait });
  void workers.started.then((at) => {
    if (at !== undefined) onStarted({ ...at, internalUrl: internal.value.url });
  });
  void stop.first.then(() => {
    log.info('stopping: finishing what is in flight');
    workers.stop();
  });
  void stop.second.then(() => workers.kill());
  const outcome = await Promise.race([workers.ended, stop.second.then(() => 'forced' as const)]);
  await workers.ended;
  stop.forget();
  return ok(outcome);
}

/** Aborted, it is over at once. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
