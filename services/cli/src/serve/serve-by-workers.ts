import { superviseUntilSignal } from '@cambio/federation/primary';
import type { Settings } from '@cambio/settings';
import { EXIT } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { type LogLevel, openLog } from './open-log.ts';
import { startProblem } from './start-failure.ts';

export interface ByWorkersOptions {
  readonly logLevel: LogLevel;
  /** What was read of settings: every worker has the same, also one that replaces another later. */
  readonly handOver: unknown;
}

/** Runs the gateway in workers, and gives the code to exit with: where one does not start, its own, which has said why. */
export async function serveByWorkers(
  settings: Settings,
  { logLevel, handOver }: ByWorkersOptions,
  terminal: Terminal,
): Promise<number> {
  const { log, flush } = openLog({ logLevel }, terminal);
  const { issuer, workers } = settings;
  const serving = superviseUntilSignal(settings, {
    log,
    now: terminal.now,
    signals: terminal.signals,
    handOver,
    onStarted: ({ publicUrl, internalUrl }) =>
      log.info({ issuer, public: publicUrl, internal: internalUrl, workers }, 'serving'),
  });
  const ended = await serving.finally(flush);
  if (!ended.ok) return report(startProblem(ended.error), terminal);
  return ended.value === 'forced' ? EXIT.forced : ended.value;
}
