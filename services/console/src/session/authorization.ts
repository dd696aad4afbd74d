import { type Login, openLogin } from '@cambio/admin-client/login';
import * as oauth from 'oauth4webapi';
import { CONSOLE, ISSUER } from './place.ts';

/** Where an authorization answer comes back to. */
export const CALLBACK = new URL('callback', CONSOLE).href;
export const RENEWED = new URL('renewed.html', CONSOLE).href;

let opened: Promise<Login> | undefined;

/** Its key cannot be taken out of the browser, and is gone with the page. Tried anew where it failed. */
export function login(): Promise<Login> {
  opened ??= openLogin(ISSUER, 'cambio-console').catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** Revokes the token, and ends the log-in at the gateway. */
export async function endSession(token: string | undefined): Promise<void> {
  const { client, server, options } = await login();
  if (token !== undefined) await oauth.revocationRequest(server, client, revocationByHolder, token, options);
  const { ok, status } = await fetch(`${ISSUER}/logout`, { method: 'POST' });
  if (!ok) throw new Error(`the gateway answered with ${status}`);
}

/** Whoever holds a token may revoke it: no client is named. */
const revocationByHolder: oauth.ClientAuth = (_as, _client, body) => body.delete('client_id');
