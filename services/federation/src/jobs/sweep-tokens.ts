import type { Ledger } from '@cambio/ledger';
import type { Logger } from 'pino';

/** Milliseconds. */
const INTERVAL = 60 * 1000;

/** Forgets issued tokens that are dead, with everything that was kept to decide on them again. */
export function sweepTokens(tokens: Pick<Ledger['issued'], 'sweep'>, log: Logger): { stop(): void } {
  const timer = setInterval(async () => {
    const swept = await tokens.sweep();
    if (!swept.ok) log.warn('dead tokens could not be swept');
  }, INTERVAL);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
