import type { Observed } from '../surroundings.ts';

/** Milliseconds between two lines of the log. */
const QUIET = 60_000;

/** Counts the requests there is no room for, and has the log say so once in a minute at the most. */
export function observeTurnedAway({
  meter,
  log,
  elapsed,
}: Pick<Observed, 'meter' | 'log' | 'elapsed'>): () => void {
  const shed = meter.createCounter('cambio.requests.shed', {
    description: 'Requests turned away because the gateway had more to do than it can.',
  });
  shed.add(0);
  let unsaid = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  return () => {
    shed.add(1);
    unsaid++;
    if (elapsed() - saidAt < QUIET) return;
    log.warn({ requests: unsaid }, 'requests are turned away: there is more to do than this gateway can');
    [unsaid, saidAt] = [0, elapsed()];
  };
}
