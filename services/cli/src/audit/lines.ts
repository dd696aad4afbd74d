import { createReadStream } from 'node:fs';
import { err, ok, type Result } from '@cambio/oauth';
import { unreadable } from '../files/unreadable.ts';
import type { Problem } from '../problem.ts';

/** Hands every line of a file over, in order, without reading all of it at once. Bytes that are no UTF-8 make a line `\0`. */
export async function eachLine(
  path: string,
  take: (line: string) => Promise<void>,
): Promise<Result<void, Problem>> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path)) {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
        await take(textOf(rest.subarray(0, end)));
        rest = rest.subarray(end + 1);
      }
    }
  } catch (error) {
    return err(unreadable(path, error));
  }
  if (rest.length > 0) await take(textOf(rest));
  return ok(undefined);
}

function textOf(line: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return '\0';
  }
}
