import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Context } from 'koa';
import type { Reply } from './reply.ts';

/** Answers by way of the framework. */
export function sendReply(ctx: Context, { status, headers = {}, body }: Reply): void {
  for (const [name, value] of Object.entries(headers)) ctx.set(name, [value].flat());
  ctx.status = status;
  ctx.body = body;
}

/** What answers say that nobody may keep (RFC 6749 §5.1), and every answer. */
const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/**
 * Answers without any framework, in one write: a framework's own way to do it takes as long as to verify a signature.
 *
 * @param nonce for the caller's next proof of possession
 */
export function writeReply(response: ServerResponse, reply: Reply, nonce?: string): void {
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const headers: OutgoingHttpHeaders = { ...HEADERS, 'Content-Length': Buffer.byteLength(text) };
  if (nonce !== undefined) headers['DPoP-Nonce'] = nonce;
  Object.assign(headers, reply.headers);
  response.writeHead(reply.status, headers).end(text);
}
