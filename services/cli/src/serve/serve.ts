import { serveUntilSignal, traceFields } from '@cambio/federation';
import { pino } from 'pino';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import { validSettings } from '../settings/read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { consoleFolder } from './console-folder.ts';
import { flagsOf, type SettingOptions } from './flags.ts';
import { logLines } from './log-lines.ts';
import { startProblem } from './start-failure.ts';

export interface ServeOptions extends SettingOptions {
  readonly config?: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** Runs the gateway until the user stops it. The log goes to standard output, one JSON object a line. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  const flags = flagsOf(options);
  if (!flags.ok) return report(flags.error, terminal);
  const settings = await validSettings({ config: options.config, flags: flags.value }, terminal);
  if (!settings.ok) return report(settings.error, terminal);

  const lines = logLines(terminal.write);
  const log = pino({ level: options.logLevel, base: null, mixin: traceFields }, lines);
  const folder = consoleFolder();
  const serving = serveUntilSignal(settings.value, {
    log,
    now: terminal.now,
    env: terminal.env,
    ...(folder !== undefined && { consoleFolder: folder }),
    signals: terminal.signals,
    onStarted: ({ publicUrl, internalUrl }) =>
      log.info({ issuer: settings.value.issuer, public: publicUrl, internal: internalUrl }, 'serving'),
  });
  const ended = await serving.finally(lines.flush);
  if (!ended.ok) return report(startProblem(ended.error), terminal);
  return ended.value === 'closed' ? EXIT.done : EXIT.forced;
}
