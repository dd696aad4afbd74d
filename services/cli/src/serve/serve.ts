import { serveUntilSignal, traceFields } from '@cambio/federation';
import { pino } from 'pino';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import { loadedSettings } from '../settings/read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { consoleFolder } from './console-folder.ts';
import { flagsOf, type SettingOptions } from './flags.ts';
import { logLines } from './log-lines.ts';
import { printSettings } from './print-settings.ts';
import { startProblem } from './start-failure.ts';

export interface ServeOptions extends SettingOptions {
  readonly config?: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Whether to say what it would be served with, instead of serving. */
  readonly printConfig?: true | undefined;
  readonly json?: true | undefined;
}

/** Runs the gateway until the user stops it. The log goes to standard output, one JSON object a line. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const flags = flagsOf(options);
  if (!flags.ok) return report(flags.error, terminal);
  const loaded = await loadedSettings({ config: options.config, flags: flags.value }, terminal);
  if (!loaded.ok) return report(loaded.error, terminal);
  if (options.printConfig) {
    printSettings(loaded.value, options.json === true, terminal);
    return EXIT.done;
  }
  const { settings } = loaded.value;

  const lines = logLines(terminal.write);
  const log = pino({ level: options.logLevel, base: null, mixin: traceFields }, lines);
  const folder = consoleFolder();
  const serving = serveUntilSignal(settings, {
    log,
    now: terminal.now,
    env: terminal.env,
    ...(folder !== undefined && { consoleFolder: folder }),
    signals: terminal.signals,
    onStarted: ({ publicUrl, internalUrl }) =>
      log.info({ issuer: settings.issuer, public: publicUrl, internal: internalUrl }, 'serving'),
  });
  const ended = await serving.finally(lines.flush);
  if (!ended.ok) return report(startProblem(ended.error), terminal);
  return ended.value === 'closed' ? EXIT.done : EXIT.forced;
}
