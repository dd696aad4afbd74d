import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchError } from './failure.ts';

/**
 * Reads a whole body, unpacked, and stops at `maxBytes`: of what arrives and of what that unpacks to, so a small
 * answer cannot become a large one. An encoding other than gzip, br or deflate is refused.
 */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw new FetchError('too_large', `more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  };
  const unpack = unpacker(encoding);
  await (unpack === undefined ? pipeline(body, collect) : pipeline(body, unpack, collect));
  return Buffer.concat(chunks, size);
}

/** A packed body that exceeds the cap also unpacks to more than it: no compression of these makes text longer. */
function unpacker(encoding: string | undefined) {
  switch (encoding?.toLowerCase()) {
    case undefined:
    case 'identity':
      return undefined;
    case 'gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      throw new FetchError('bad_encoding', 'content encoding is not one of gzip, br, deflate');
  }
}
