import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as oauth from 'oauth4webapi';
import { CLIENT, type LoginServer, tokenOf } from './authorization.ts';

const DONE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Cambio</title>
<p>You can close this page and go back to your terminal.</p></html>`;

/**
 * Logs in by the browser of this machine, which comes back to a port that only this program listens on
 * (RFC 8252 §7.3), with PKCE.
 *
 * @param show gets the address to go to
 */
export async function byBrowser(
  { server, proof, options }: LoginServer,
  show: (url: string) => void,
): Promise<string> {
  const listener = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' }).end(DONE);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  try {
    const { port } = listener.address() as AddressInfo;
    const redirect = `http://127.0.0.1:${port}/callback`;
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const address = new URL(server.authorization_endpoint ?? '');
    address.search = new URLSearchParams({
      client_id: CLIENT.client_id,
      response_type: 'code',
      scope: 'admin',
      redirect_uri: redirect,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    show(address.href);
    const answer = oauth.validateAuthResponse(server, CLIENT, await callback(listener), state);
    const redeem = () =>
      oauth.authorizationCodeGrantRequest(server, CLIENT, oauth.None(), answer, redirect, verifier, {
        ...options,
        DPoP: proof,
      });
    return await tokenOf(await redeem(), (response) =>
      oauth.processAuthorizationCodeResponse(server, CLIENT, response),
    );
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
