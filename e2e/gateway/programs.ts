import { spawn } from 'node:child_process';

/** A program that ran to its end. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs. */
  readonly folder?: string;
}

/** Runs a program with the given input, and waits for its end. It gets no environment but `env` and the path. */
export function runProgram(
  program: string,
  args: readonly string[],
  { input = '', env = {}, folder }: ProgramOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
    // A program that reads nothing may be gone before it was told anything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
