import type { Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { type ServeOptions, serveUntilSignal } from '../main.ts';
import type { StartFailure } from '../start-failure.ts';
import type { Signals } from '../stop-signals.ts';
import { tellPrimary } from './tell-primary.ts';

/** Where a worker listens for its primary: on a port of its own, which nobody else has to know. */
const FOR_PRIMARY = { host: '127.0.0.1', port: 0 };

/** The same as a gateway that is alone, but that the primary answers for it, tells it to stop, and kills it where it has to. */
export function serveAsWorker(
  worker: number,
  settings: Settings,
  options: Omit<ServeOptions, 'worker' | 'onStarted'>,
): Promise<Result<'closed' | 'forced', StartFailure>> {
  return serveUntilSignal(
    { ...settings, internal: FOR_PRIMARY },
    {
      ...options,
      worker,
      signals: heardOnce(options.signals),
      onStarted: ({ publicUrl, internalUrl }) => tellPrimary({ kind: 'serving', publicUrl, internalUrl }),
    },
  );
}

/** A worker is told to stop by its primary, and where somebody pressed Ctrl-C or systemd stops all, by these too. */
function heardOnce(signals: Signals): Signals {
  let heard = false;
  return {
    on: (signal, listener) =>
      signals.on(signal, () => {
        if (!heard) listener();
        heard = true;
      }),
    off: () => undefined,
  };
}
