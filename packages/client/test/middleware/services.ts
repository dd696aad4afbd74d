import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { ResourceServer } from '@cambio/client';
import { requireAccessToken as onExpress } from '@cambio/client/express';
import { requireAccessToken as onFastify } from '@cambio/client/fastify';
import { requireAccessToken as onKoa } from '@cambio/client/koa';
import express from 'express';
import fastify from 'fastify';
import Koa from 'koa';
import type { Demands } from '../../src/middleware/admission.ts';
import { SERVER } from './certificates.ts';

/** A service that answers what it learnt of its caller, on a loopback socket. */
export interface Service {
  readonly url: string;
  close(): Promise<void>;
}

export interface ServiceChoice {
  readonly server: ResourceServer;
  readonly demands?: Demands;
  /** Whether it speaks TLS and asks for a client certificate, of whatever authority. */
  readonly tls?: boolean;
}

const TLS = { ...SERVER, requestCert: true, rejectUnauthorized: false };

/** The same service three times, `/api` mounted the way each framework does. */
export const SERVICES: Readonly<Record<string, (choice: ServiceChoice) => Promise<Service>>> = {
  koa: ({ server, demands, tls }) => {
    const app = new Koa();
    app.silent = true;
    app.use(readForm);
    app.use(onKoa(server, demands));
    app.use((ctx) => {
      ctx.body = { subject: ctx.state.accessToken.subject, scopes: ctx.state.accessToken.scopes };
    });
    return listen(app.callback(), tls);
  },

  express: ({ server, demands, tls }) => {
    const app = express();
    const router = express.Router();
    router.use(express.urlencoded());
    router.use(onExpress(server, demands));
    router.use((_, response) => {
      const { subject, scopes } = response.locals.accessToken;
      response.json({ subject, scopes });
    });
    app.use('/deploy', router);
    return listen(app, tls);
  },

  fastify: async ({ server, demands, tls }) => {
    const app = fastify({ serverFactory: (handler) => serverOf(handler, tls) });
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    app.all('/deploy', { preHandler: onFastify(server, demands) }, async ({ accessToken }) => ({
      subject: accessToken?.subject,
      scopes: accessToken?.scopes,
    }));
    await app.listen({ host: '127.0.0.1', port: 0 });
    return { url: urlOf(app.server, tls), close: () => app.close() };
  },
};

async function readForm(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  let text = '';
  for await (const chunk of ctx.req) text += chunk;
  Object.assign(ctx.request, { body: Object.fromEntries(new URLSearchParams(text)) });
  await next();
}

function serverOf(listener: RequestListener, tls = false) {
  return tls ? createTlsServer(TLS, listener) : createServer(listener);
}

async function listen(listener: RequestListener, tls?: boolean): Promise<Service> {
  const http = serverOf(listener, tls);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: urlOf(http, tls),
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function urlOf(server: Server, tls = false): string {
  const { port } = server.address() as AddressInfo;
  return `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
}
