import type { IncomingMessage } from 'node:http';

/** Bytes: what the framework reads of a request itself. What is larger it takes from `body`, and says once that it should not have to. */
const READS = 56 * 1024;

/**
 * Gives a request that has been read the body it shall have, as if it were still to be read: the framework reads requests
 * itself, and warns on standard error of those it cannot.
 */
export function giveBack(request: IncomingMessage, body: string): void {
  const bytes = Buffer.from(body);
  if (bytes.length > READS) {
    Object.assign(request, { body });
    return;
  }
  request.headers['content-length'] = String(bytes.length);
  Object.defineProperties(request, {
    readable: { value: true, configurable: true },
    iterator: { value: () => [bytes].values(), configurable: true },
  });
}
