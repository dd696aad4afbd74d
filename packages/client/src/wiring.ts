import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { run } from './node/run.ts';
import { fetchJwtSvid } from './node/workload-api.ts';
import type { ProviderIo } from './provider/token-provider.ts';

/** Everything this package reaches the outside through, on Node: the process's environment, files, programs, clock and sockets. */
export function nodeRuntime(): ProviderIo {
  return {
    env: process.env,
    fetch,
    readFile: (path) => readFile(path, 'utf8'),
    run,
    fetchJwtSvid,
    now: () => Math.floor(Date.now() / 1000),
    wait: (seconds) => setTimeout(seconds * 1000),
    random: Math.random,
  };
}
