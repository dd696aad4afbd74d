import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Finished, ProgramOptions } from './programs.ts';

/** The program as it is installed. */
export const CAMBIO = fileURLToPath(import.meta.resolve('@cambio/cli/bin/cambio.js'));

/** The program while it runs. */
export interface RunningCambio {
  readonly process: ChildProcess;
  /** All of standard output, or error, so far, once it holds this text. Rejects where the program ends first. */
  readonly says: (text: string, stream?: 'stdout' | 'stderr') => Promise<string>;
  readonly finished: Promise<Finished>;
}

/** None of them outlives tests that are cut short. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts `cambio` with no environment but `env` and the path. */
export function startCambio(
  args: readonly string[],
  { input = '', env = {}, folder }: ProgramOptions = {},
): RunningCambio {
  const child = spawn(process.execPath, [CAMBIO, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const finished = once(child, 'close').then(() => {
    running.delete(child);
    return { code: child.exitCode, ...output };
  });
  return {
    process: child,
    finished,
    says: async (text, stream = 'stdout') => {
      while (!output[stream].includes(text)) {
        const ended = await Promise.race([
          once(child[stream], 'data').then(() => false),
          finished.then(() => true),
        ]);
        if (ended && !output[stream].includes(text))
          throw new Error(`it ended first:\n${output.stdout}\n${output.stderr}`);
      }
      return output[stream];
    },
  };
}

/** Runs `cambio` to its end. */
export function cambio(args: readonly string[], options?: ProgramOptions): Promise<Finished> {
  return startCambio(args, options).finished;
}
