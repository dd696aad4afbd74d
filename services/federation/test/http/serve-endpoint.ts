import { createServer } from 'node:http';
import Koa, { type Middleware } from 'koa';

/** Posts one form to an endpoint on a loopback socket. */
export async function postTo(
  endpoint: Middleware,
  form: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const server = createServer(new Koa().use(endpoint).callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was taken');
    const type = { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' };
    const url = `http://127.0.0.1:${address.port}/`;
    const response = await fetch(url, { method: 'POST', body: form, headers: { ...type, ...headers } });
    const body = await response.arrayBuffer();
    return new Response(body, response);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
