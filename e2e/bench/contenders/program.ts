import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StartContender } from './contender.ts';

/** What a program that stands for a contender is told, in JSON, as its only argument. */
export interface ProgramOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: readonly Readonly<Record<string, string>>[];
}

/** A contender that is one file beside this one: it sends its parent the port it listens on. */
export function program(name: string, file: string, client?: string): StartContender {
  return async (platform, audience, processors) => {
    const options: ProgramOptions = { issuer: platform.issuer, audience, keys: platform.keys() };
    const started = performance.now();
    const path = fileURLToPath(new URL(file, import.meta.url));
    const command = ['-c', processors, process.execPath, path, JSON.stringify(options)];
    const child = spawn('/usr/bin/taskset', command, {
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const [port] = await once(child, 'message');
    return {
      name,
      origin: `http://127.0.0.1:${port}`,
      pid: child.pid ?? 0,
      ...(client !== undefined && { client }),
      readyIn: performance.now() - started,
      stop: async () => {
        child.kill();
        await once(child, 'exit');
      },
    };
  };
}
