import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { z } from 'zod';

/** What a gateway says of itself, a JSON object a line. */
export interface GatewayLog {
  /** So far. */
  readonly lines: readonly string[];
  /** The first line from now on that has this shape. Waits for it, for ever where none comes. */
  readonly next: <T>(shape: z.ZodType<T>) => Promise<T>;
}

export function readLog(output: Readable): GatewayLog {
  const lines: string[] = [];
  const reader = createInterface(output).on('line', (line) => lines.push(line));
  return {
    lines,
    next: (shape) =>
      new Promise((resolve) => {
        const look = (line: string) => {
          const found = shape.safeParse(JSON.parse(line));
          if (!found.success) return;
          reader.off('line', look);
          resolve(found.data);
        };
        reader.on('line', look);
      }),
  };
}
