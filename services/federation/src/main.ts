import { ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { StartFailure } from './start-failure.ts';
import { type Signals, waitForSignals } from './stop-signals.ts';
import type { Surroundings } from './surroundings.ts';
import { type RunningGateway, startGateway } from './wiring.ts';

export interface ServeOptions extends Surroundings {
  readonly signals: Signals;
  readonly onStarted: (gateway: RunningGateway) => void;
}

/**
 * Runs the gateway until it is told to stop, then finishes what is in flight, writes what is due, and answers `closed`.
 * A second signal does not wait: `forced`.
 */
export async function serveUntilSignal(
  settings: Settings,
  { signals, onStarted, ...surroundings }: ServeOptions,
): Promise<Result<'closed' | 'forced', StartFailure>> {
  const gateway = await startGateway(settings, surroundings);
  if (!gateway.ok) return gateway;
  const stop = waitForSignals(signals);
  onStarted(gateway.value);
  await stop.first;
  surroundings.log.info('stopping: finishing what is in flight');
  const outcome = await Promise.race([
    gateway.value.close().then(() => 'closed' as const),
    stop.second.then(() => 'forced' as const),
  ]);
  stop.forget();
  return ok(outcome);
}
