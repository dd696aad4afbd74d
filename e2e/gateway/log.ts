import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { z } from 'zod';

/** What a gateway says of itself, a JSON object a line. */
export interface GatewayLog {
  /** So far. */
  readonly lines: readonly string[];
  /** The first line of this shape, of those from the given one on. Waits for it, for ever where none comes. */
  readonly find: <T>(shape: z.ZodType<T>, from?: number) => Promise<T>;
}

/** A log that is read as it comes, until that is stopped. */
interface Reading {
  readonly log: GatewayLog;
  readonly stop: () => void;
}

/** Reads a file from its start, and what comes to it. */
export function followLog(path: string): Reading {
  const follower = spawn('tail', ['--lines=+1', '--follow', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { log: readLog(follower.stdout), stop: () => follower.kill() };
}

export function readLog(output: Readable): GatewayLog {
  const lines: string[] = [];
  const reader = createInterface(output).on('line', (line) => lines.push(line));
  return {
    lines,
    find: async (shape, from = 0) => {
      for (let next = from; ; next++) {
        if (lines.length <= next) await once(reader, 'line');
        const found = shape.safeParse(JSON.parse(lines[next] ?? ''));
        if (found.success) return found.data;
      }
    },
  };
}
