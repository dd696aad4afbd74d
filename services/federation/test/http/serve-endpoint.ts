import { createServer } from 'node:http';
import Koa, { type Middleware } from 'koa';

/** Sends one request to an endpoint on a loopback socket. */
export async function sendTo(endpoint: Middleware, path: string, init: RequestInit = {}): Promise<Response> {
  const server = createServer(new Koa().use(endpoint).callback());
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

/** Posts one form to an endpoint on a loopback socket. */
export function postTo(
  endpoint: Middleware,
  form: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return sendTo(endpoint, '/', { method: 'POST', body: form, headers: { ...type, ...headers } });
}
