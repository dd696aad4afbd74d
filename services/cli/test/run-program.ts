import { execFile } from 'node:child_process';
import type { Ended } from './cambio.ts';

export type { Ended };

/** Runs a program to its end, without input. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(program, [...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}
