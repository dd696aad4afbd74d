import { createServer, type RequestListener } from 'node:http';
import Koa, { type Middleware } from 'koa';
import { type DirectEndpoint, serveDirectly } from '../../src/http/direct.ts';
import { keptForm } from '../../src/http/read-form.ts';
import { recordingLog } from '../quiet-log.ts';

/** Sends one request to an endpoint on a loopback socket. */
export function sendTo(endpoint: Middleware, path: string, init: RequestInit = {}): Promise<Response> {
  const app = new Koa();
  app.silent = true;
  return sendToHandler(app.use(endpoint).callback(), path, init);
}

/** Sends one request to a server of this handler. */
export async function sendToHandler(
  handler: RequestListener,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was taken');
    const headers = { connection: 'close', ...Object.fromEntries(new Headers(init.headers)) };
    const response = await fetch(`http://127.0.0.1:${address.port}${path}`, { ...init, headers });
    const body = await response.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, response);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Offers one and the same to everybody. */
export const NONCES = { current: async () => 'next', check: async () => true };

/** Posts one form to an endpoint on a loopback socket. What it leaves to the framework is answered with what that would get. */
export function postTo(
  endpoint: DirectEndpoint,
  form: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const framework: Middleware = (ctx) => {
    ctx.body = { left: keptForm(ctx.req).raw };
  };
  return postByFramework(endpoint, framework, form, headers);
}

/** The same, with what the framework has for it. */
export function postByFramework(
  endpoint: DirectEndpoint,
  framework: Middleware,
  form: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const callback = new Koa().use(framework).callback();
  const handler = serveDirectly(new Map([['/', endpoint]]), NONCES, recordingLog().log, callback);
  return sendToHandler(handler, '/', { method: 'POST', body: form, headers: { ...type, ...headers } });
}
