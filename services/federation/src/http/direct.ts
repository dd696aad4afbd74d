import type { IncomingMessage, RequestListener } from 'node:http';
import type { Nonces } from '@cambio/binding';
import type { Logger } from 'pino';
import { replyToBug } from './answer-errors.ts';
import { pathOf } from './path.ts';
import type { Reply } from './reply.ts';
import { writeReply } from './send-reply.ts';

/** An endpoint that answers without a framework. It leaves to it, with no answer, what a registered service asks. */
export type DirectEndpoint = (request: IncomingMessage) => Promise<Reply | undefined>;

/**
 * Serves `POST` of the endpoints that everybody's requests go to, and leaves all else to the framework: to take a request
 * through it takes as long as to verify a signature. Every request that carries a proof is answered with a nonce for the
 * next one (RFC 9449 §8, §8.2).
 */
export function serveDirectly(
  endpoints: ReadonlyMap<string, DirectEndpoint>,
  nonces: Nonces,
  log: Logger,
  framework: RequestListener,
): RequestListener {
  async function answer(
    endpoint: DirectEndpoint,
    request: IncomingMessage,
  ): Promise<readonly [Reply | undefined, nonce?: string]> {
    try {
      const reply = await endpoint(request);
      return request.headers.dpop === undefined ? [reply] : [reply, await nonces.current()];
    } catch (error) {
      return [replyToBug(error, { method: 'POST', path: pathOf(request) }, log)];
    }
  }

  return async (request, response) => {
    const endpoint = request.method === 'POST' ? endpoints.get(pathOf(request)) : undefined;
    const [reply, nonce] = endpoint === undefined ? [] : await answer(endpoint, request);
    if (reply === undefined) return framework(request, response);
    writeReply(response, reply, nonce);
  };
}
