import { execFile } from 'node:child_process';
import type { Ran } from '../sources/source.ts';

/** Milliseconds; a program that mints a token asks one service. */
const PATIENCE = 30_000;

const MAX_OUTPUT = 65_536;

/** Runs a program without a shell. Rejects where it is not there, takes too long or says too much; the rejection repeats none of it. */
export function run(program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = {
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT,
      windowsHide: true,
    } as const;
    const child = execFile(program, [...args], options, (error, stdout) => {
      if (error === null) resolve({ code: 0, stdout });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout });
      else reject(new Error('the program did not run to its end'));
    });
    child.stdin?.end();
  });
}
