import type { IncomingMessage, RequestListener } from 'node:http';
import { type Reply, refusal } from './reply.ts';
import { writeReply } from './send-reply.ts';

/** A path with or without a query, or `*`: printable ASCII but for `#`, which begins what is never sent (RFC 9112 §3.2). */
const TARGET = /^(?:\/[!"$-~]*|\*)$/;

/** The authority in front of a path, as proxies are sent it (RFC 9112 §3.2.2). */
const AUTHORITY = /^https?:\/\/[^/?#]+/i;

const MALFORMED: Reply = refusal(400, {
  error: 'invalid_request',
  error_description: 'The request line or the Host header is malformed.',
});

/**
 * Has every request name its endpoint in one way, by the path alone, and refuses what names none: all that comes after
 * would read such a target each in its own way. An authority in front of the path is dropped, since nothing here goes by
 * the name it was called by. A `Host` that is none, or is there twice, is refused too (RFC 9112 §3.2).
 */
export function readTarget(handler: RequestListener): RequestListener {
  return (request, response) => {
    const target = targetOf(request);
    if (!TARGET.test(target) || !hasOneHost(request)) return writeReply(response, MALFORMED);
    request.url = target;
    handler(request, response);
  };
}

function targetOf({ url = '' }: IncomingMessage): string {
  if (url.startsWith('/')) return url;
  const path = url.replace(AUTHORITY, '');
  return path === '' || path.startsWith('?') ? `/${path}` : path;
}

/** HTTP/1.0 may do without. */
function hasOneHost({ headersDistinct: { host = [] } }: IncomingMessage): boolean {
  const [name, ...more] = host;
  return more.length === 0 && (name === undefined || isAuthority(name));
}

function isAuthority(name: string): boolean {
  return /^[^\s/?#@\\]+$/.test(name) && URL.canParse(`http://${name}`);
}
