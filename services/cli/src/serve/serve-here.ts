import { type RunningGateway, serveAsWorker, serveUntilSignal, traceFields } from '@cambio/federation';
import type { Settings } from '@cambio/settings';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { collectAlone } from './collect-alone.ts';
import { consoleFolder } from './console-folder.ts';
import { type LogLevel, openLog } from './open-log.ts';
import { startProblem } from './start-failure.ts';

export interface HereOptions {
  readonly logLevel: LogLevel;
  /** Which of several workers this process is. */
  readonly worker: number | undefined;
}

/** Runs the gateway in this process, alone or as a worker. */
export async function serveHere(
  settings: Settings,
  { logLevel, worker }: HereOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  collectAlone();
  const { log, flush } = openLog({ logLevel, worker, mixin: traceFields }, terminal);
  const folder = consoleFolder();
  const options = {
    log,
    now: terminal.now,
    env: terminal.env,
    ...(folder !== undefined && { consoleFolder: folder }),
    signals: terminal.signals,
  };
  const onStarted = ({ publicUrl, internalUrl }: RunningGateway) =>
    log.info({ issuer: settings.issuer, public: publicUrl, internal: internalUrl }, 'serving');
  const serving =
    worker === undefined
      ? serveUntilSignal(settings, { ...options, onStarted })
      : serveAsWorker(worker, settings, options);
  const ended = await serving.finally(flush);
  if (!ended.ok) return report(startProblem(ended.error), terminal);
  return ended.value === 'closed' ? EXIT.done : EXIT.forced;
}
