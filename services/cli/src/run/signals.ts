import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Terminal } from '../terminal.ts';

/** What others ask of a program by a signal. Not those about a child, a broken pipe or a fault of our own. */
const REQUESTS: readonly NodeJS.Signals[] = [
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGVTALRM',
  'SIGURG',
  'SIGIO',
  'SIGPWR',
  'SIGWINCH',
  'SIGCONT',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
];

/** What a terminal sends to every program in its foreground, the command included. */
const FROM_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

/** What stops and resumes both of us at a terminal; who catches these takes job control from the shell. */
const JOB_CONTROL: ReadonlySet<NodeJS.Signals> = new Set([
  'SIGWINCH',
  'SIGCONT',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
]);

/** What would have ended the command, had it been there. */
const ENDING: ReadonlySet<NodeJS.Signals> = new Set(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);

/** Signals to this process, which are meant for the command. */
export interface CaughtSignals {
  /** One that came before there was a command, and would have ended it. */
  readonly early: () => NodeJS.Signals | undefined;
  /** Passes on what comes from now on. */
  readonly forwardTo: (child: Pick<ChildProcess, 'kill'>) => void;
  readonly release: () => void;
}

/** From here on no such signal ends this process, so that it can tidy up after the command. */
export function catchSignals({
  signals,
  interactive,
}: Pick<Terminal, 'signals' | 'interactive'>): CaughtSignals {
  let early: NodeJS.Signals | undefined;
  let child: Pick<ChildProcess, 'kill'> | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (child === undefined) early ??= ENDING.has(signal) ? signal : undefined;
    else if (!(interactive && FROM_TERMINAL.has(signal))) child.kill(signal);
  };
  const caught = REQUESTS.filter(
    (signal) => Object.hasOwn(constants.signals, signal) && !(interactive && JOB_CONTROL.has(signal)),
  );
  for (const signal of caught) signals.on(signal, onSignal);
  return {
    early: () => early,
    forwardTo: (started) => {
      child = started;
    },
    release: () => {
      for (const signal of caught) signals.off(signal, onSignal);
    },
  };
}

/** The exit code by which shells tell that a signal ended a program. */
export function codeOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
