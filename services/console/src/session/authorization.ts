import { type Login, openLogin } from '@cambio/admin-client/login';
import * as oauth from 'oauth4webapi';
import { CONSOLE, ISSUER } from './place.ts';

/** Where an authorization answer comes back to. */
export const CALLBACK = new URL('callback', CONSOLE).href;
export const RENEWED = new URL('renewed.html', CONSOLE).href;

/** Its key cannot be taken out of the browser, and is gone with the page. */
export const login: Promise<Login> = openLogin(ISSUER, 'cambio-console');

/** Revokes the token, and ends the log-in at the gateway. */
export async function endSession(token: string | undefined): Promise<void> {
  const { client, server, options } = await login;
  if (token !== undefined) await oauth.revocationRequest(server, client, revocationByHolder, token, options);
  await fetch(`${ISSUER}/logout`, { method: 'POST' });
}

/** Whoever holds a token may revoke it: no client is named. */
const revocationByHolder: oauth.ClientAuth = (_as, _client, body) => body.delete('client_id');
