import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { IntrospectionResponse } from '@cambio/oauth';
import type { RevokeToken } from '@cambio/sts';
import type { Middleware } from 'koa';
import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider';
import type { AnswerIntrospection } from '../http/introspection-answer.ts';
import { tooMany } from '../http/reply.ts';
import { sendReply } from '../http/send-reply.ts';
import { type LookUp, TOO_MANY_LOOK_UPS } from '../http/throttle-scanning.ts';
import { Unavailable } from './unavailable.ts';
import { unused } from './unused-storage.ts';

export interface TokenStatusOptions {
  readonly lookUp: LookUp;
  readonly revokeToken: RevokeToken;
  /** The audiences a client may introspect tokens for. */
  readonly audiencesOf: (client: string) => readonly string[];
  readonly answer: AnswerIntrospection;
}

export interface TokenStatus {
  /** Takes the token out of a request's body, and leaves a name for it that the framework accepts. */
  readonly admit: (request: IncomingMessage, body: string) => string;
  /** Storage of the framework's access tokens: to find one is to introspect it, to destroy one is to revoke it. */
  readonly storage: Adapter;
  /** Says what introspection said, once the framework is done. */
  readonly middleware: Middleware;
}

/** A token on its way through the framework. */
interface Passage {
  readonly name: string;
  readonly token: string;
  /** What introspection said, and to whom. */
  said?: { readonly response: IntrospectionResponse; readonly client: string };
  /** Seconds the client has to wait before it is told anything. */
  wait?: number;
}

/**
 * Introspection and revocation for registered services. The framework authenticates the client and judges the form; what
 * a token is, who may hear of it, and what is said, is `sts`'s. The framework takes no JWT there, so a token goes in
 * under its digest, and comes out of storage as a record with nothing in it but what lets the framework go on.
 */
export function tokenStatus({ lookUp, revokeToken, audiencesOf, answer }: TokenStatusOptions): TokenStatus {
  const passages = new WeakMap<IncomingMessage, Passage>();

  /** The client the framework has authenticated, what it asks, and the token it asks about. */
  function current() {
    const ctx = Provider.ctx;
    const client = ctx?.oidc.client?.clientId;
    if (ctx === undefined || client === undefined) throw new TypeError('no client is authenticated');
    return { client, route: ctx.oidc.route, passage: passages.get(ctx.req) };
  }

  async function find(name: string): Promise<AdapterPayload | undefined> {
    const { client, route, passage } = current();
    if (passage?.name !== name) return undefined;
    if (route === 'revocation') return recordOf(name);
    const response = await lookUp(`client ${client}`, passage.token, audiencesOf(client));
    if (!response.ok) {
      if (response.error === 'unavailable') throw new Unavailable();
      passage.wait = response.error.wait;
      return undefined;
    }
    passage.said = { response: response.value, client };
    return response.value.active ? recordOf(name) : undefined;
  }

  async function destroy(name: string): Promise<void> {
    const { client, passage } = current();
    if (passage?.name !== name) throw new TypeError('a token is destroyed that nobody presented');
    const revoked = await revokeToken(passage.token, client);
    if (revoked.ok) return;
    if (revoked.error === 'unavailable') throw new Unavailable();
    throw new errors.UnauthorizedClient('The token was not issued to this client.');
  }

  return {
    admit(request, body) {
      const form = new URLSearchParams(body);
      const [token, ...more] = form.getAll('token');
      if (!token || more.length > 0) return body;
      const name = createHash('sha256').update(token).digest('hex');
      passages.set(request, { name, token });
      form.set('token', name);
      return form.toString();
    },
    storage: { ...unused('AccessToken'), find, destroy },
    async middleware(ctx, next) {
      await next();
      const { said, wait } = passages.get(ctx.req) ?? {};
      if (wait !== undefined) return sendReply(ctx, tooMany(wait, TOO_MANY_LOOK_UPS));
      if (ctx.status === 200 && said !== undefined) {
        sendReply(ctx, await answer(ctx.req, said.response, said.client));
      }
    },
  };
}

/** The framework judges its life by this alone. */
function recordOf(name: string): AdapterPayload {
  return { kind: 'AccessToken', jti: name };
}
