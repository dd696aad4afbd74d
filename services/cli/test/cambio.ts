import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../bin/cambio.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly process: ChildProcess;
  /** Resolves with all of standard output so far, once it matches. Rejects where the program ends first. */
  readonly says: (pattern: RegExp) => Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** The built program in a process of its own, with nothing in its environment but what is given here. */
export function startCambio(
  args: readonly string[],
  { cwd, env, input = '' }: ProgramOptions = {},
): RunningProgram {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    process: child,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(stdout)) resolve(stdout);
        };
        child.stdout.on('data', look);
        look();
        ended.then(({ code }) => reject(new Error(`ended with ${code}:\n${stdout}\n${stderr}`)), reject);
      }),
  };
}

/** Runs the program to its end. */
export function cambio(args: readonly string[], options?: ProgramOptions): Promise<Ended> {
  return startCambio(args, options).ended;
}
