/** What a command may touch of the process it runs in. `main.ts` makes one of the real process, tests make their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether what is written may be coloured. */
  readonly colour: boolean;
  /** Standard output: what was asked for. */
  readonly write: (text: string) => void;
  /** Standard error: what is said about it. */
  readonly note: (text: string) => void;
  /** All of standard input, as UTF-8. */
  readonly readInput: () => Promise<string>;
  /** Lets that many seconds pass. */
  readonly wait: (seconds: number) => Promise<void>;
  readonly signals: Signals;
  /** Whether somebody sits at a keyboard that we are read from. */
  readonly interactive: boolean;
  /** What of a program's memory is to be in its core file: see `core-files.ts`. */
  readonly coreFilter: string | undefined;
}

/** How others reach a program that runs: Ctrl-C, a request to terminate, and so on. */
export interface Signals {
  on(signal: NodeJS.Signals, listener: SignalListener): unknown;
  off(signal: NodeJS.Signals, listener: SignalListener): unknown;
}

type SignalListener = (signal: NodeJS.Signals) => void;

/** Resolves at the first signal to stop. */
export function stopped({ signals }: Pick<Terminal, 'signals'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      signals.off('SIGINT', stop);
      signals.off('SIGTERM', stop);
      resolve();
    };
    signals.on('SIGINT', stop);
    signals.on('SIGTERM', stop);
  });
}
