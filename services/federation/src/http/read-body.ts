import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '@cambio/oauth';

export type BodyDefect = 'too_large' | 'aborted';

/** What a `Content-Type` names, without parameters and without regard to case; empty where there is none. */
export function mediaTypeOf(request: IncomingMessage): string {
  return request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/**
 * Reads a body of at most `limit` bytes. By events, not by async iteration: measured, the iterator costs a fifth of the
 * whole request. What listens stays with the request until it is answered, and lets go of the body before.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Result<Buffer, BodyDefect>> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(err('too_large'));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(err('too_large'));
    });
    request.once('end', () => resolve(ok(joined(chunks.splice(0)))));
    request.once('error', () => resolve(err('aborted')));
    request.once('close', () => resolve(err('aborted')));
  });
}

/** Most bodies come in one piece, which need not be copied. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [only, ...more] = chunks;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(chunks);
}
