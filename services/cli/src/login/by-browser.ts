import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authorizationRequest, type Login, redeem } from '@cambio/admin-client/login';

const DONE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Cambio</title>
<p>You can close this page and go back to your terminal.</p></html>`;

/**
 * Logs in by the browser of this machine, which comes back to a port that only this program listens on
 * (RFC 8252 §7.3), with PKCE.
 *
 * @param show gets the address to go to
 */
export async function byBrowser(login: Login, show: (url: string) => void): Promise<string> {
  const listener = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' }).end(DONE);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  try {
    const { port } = listener.address() as AddressInfo;
    const { url, pending } = await authorizationRequest(login, `http://127.0.0.1:${port}/callback`);
    show(url);
    return (await redeem(login, await callback(listener), pending)).token;
  } finally {
    listener.close();
  }
}

/** The first request that is the browser's coming back; it asks for an icon, too. */
async function callback(listener: ReturnType<typeof createServer>): Promise<URL> {
  for (;;) {
    const [{ url }] = await once(listener, 'request');
    const asked = new URL(url, 'http://127.0.0.1');
    if (asked.pathname === '/callback') return asked;
  }
}
