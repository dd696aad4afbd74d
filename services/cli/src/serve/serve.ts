import { handedOver, workerNumber } from '@cambio/federation/tell-primary';
import { EXIT } from '../exit-code.ts';
import { report } from '../problem.ts';
import { loadedSettings } from '../settings/read-settings.ts';
import { filesHandedOver, filesOnDisk } from '../settings/settings-files.ts';
import type { Terminal } from '../terminal.ts';
import { flagsOf, type SettingOptions } from './flags.ts';
import type { LogLevel } from './open-log.ts';
import { printSettings } from './print-settings.ts';

export interface ServeOptions extends SettingOptions {
  readonly config?: string | undefined;
  readonly logLevel: LogLevel;
  /** Whether to say what it would be served with, instead of serving. */
  readonly printConfig?: true | undefined;
  readonly json?: true | undefined;
}

/**
 * Runs the gateway until the user stops it: in this process, or in several workers that it starts, each of which comes here
 * as well. The log goes to standard output, one JSON object a line.
 */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<number> {
  const flags = flagsOf(options);
  if (!flags.ok) return report(flags.error, terminal);
  const worker = workerNumber(terminal.env);
  const disk = filesOnDisk();
  const files = worker === undefined ? disk : filesHandedOver(await handedOver());
  const loaded = await loadedSettings({ config: options.config, flags: flags.value, files }, terminal);
  if (!loaded.ok) return report(loaded.error, terminal);
  if (options.printConfig) {
    printSettings(loaded.value, options.json === true, terminal);
    return EXIT.done;
  }
  const { settings } = loaded.value;
  const { logLevel } = options;
  if (worker === undefined && settings.workers > 1) {
    const { serveByWorkers } = await import('./serve-by-workers.ts');
    return serveByWorkers(settings, { logLevel, handOver: disk.texts() }, terminal);
  }
  const { serveHere } = await import('./serve-here.ts');
  return serveHere(settings, { logLevel, worker }, terminal);
}
