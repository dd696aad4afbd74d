import { open } from 'node:fs/promises';
import { err, ok, type Result } from '@cambio/oauth';
import { readKeySet } from './documents.ts';
import type { Source, SourceFailure } from './source.ts';

const MAX_BYTES = 512 * 1024;

/** Keys in a file of this machine. */
export function jwksFileSource(path: string): Source {
  return {
    read: async () => {
      const body = await readCapped(path);
      if (!body.ok) return body;
      const set = readKeySet(body.value);
      return set.ok ? ok({ keys: set.value.keys, refreshAfter: undefined }) : set;
    },
    close: () => Promise.resolve(),
  };
}

async function readCapped(path: string): Promise<Result<Buffer, SourceFailure>> {
  try {
    await using file = await open(path);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MAX_BYTES + 1), 0, MAX_BYTES + 1);
    return bytesRead <= MAX_BYTES
      ? ok(buffer.subarray(0, bytesRead))
      : err({ reason: 'too_large', detail: `${path} has more than ${MAX_BYTES} bytes` });
  } catch {
    return err({ reason: 'unreadable_file', detail: `${path} cannot be read` });
  }
}
