import * as oauth from 'oauth4webapi';
import { CONSOLE, ISSUER } from './place.ts';

const CLIENT: oauth.Client = { client_id: 'cambio-console' };

/** A demo is served in clear on this machine. */
const options = { [oauth.allowInsecureRequests]: location.protocol === 'http:' };

/** Where an authorization answer comes back to. */
export const CALLBACK = new URL('callback', CONSOLE).href;
export const RENEWED = new URL('renewed.html', CONSOLE).href;

/** What has to be remembered between asking for authorization and being given it. */
export interface Pending {
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

export interface Granted {
  readonly token: string;
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly expiresAt: number;
}

/** Somebody is logged in, but no mapping makes them an admin. */
export class NotGranted extends Error {
  readonly reason: string;
  readonly decision: string | undefined;

  constructor(reason: string, decision: string | undefined) {
    super(`not granted: ${reason}`);
    this.reason = reason;
    this.decision = decision;
  }
}

/** The proofs of this page. Its key cannot be taken out of the browser, and is gone with the page. */
const proofs = oauth
  .generateKeyPair('ES256', { extractable: false })
  .then((pair) => oauth.DPoP(CLIENT, pair));

const server = discover();

async function discover(): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(ISSUER);
  const answer = await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' });
  return oauth.processDiscoveryResponse(issuer, answer);
}

/** Whether this gateway lets people log in at all. */
export async function hasLogin(): Promise<boolean> {
  return (await server).authorization_endpoint !== undefined;
}

/** Where to send the browser, or a frame of it that may ask nobody anything (`prompt=none`). */
export async function authorizationRequest(
  redirectUri: string,
  silently: boolean,
): Promise<{ readonly url: string; readonly pending: Pending }> {
  const { authorization_endpoint } = await server;
  if (authorization_endpoint === undefined) throw new Error('this gateway has no log-in');
  const pending = {
    state: oauth.generateRandomState(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
    redirectUri,
  };
  const url = new URL(authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: CLIENT.client_id,
    response_type: 'code',
    scope: 'admin',
    redirect_uri: redirectUri,
    state: pending.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
    ...(silently && { prompt: 'none' }),
  }).toString();
  return { url: url.href, pending };
}

/**
 * Redeems the answer that came back. Throws `NotGranted` where the person is no admin.
 *
 * @param now milliseconds since the epoch
 */
export async function redeem(
  answer: URL,
  { state, codeVerifier, redirectUri }: Pending,
  now: () => number,
): Promise<Granted> {
  const as = await server;
  const parameters = oauth.validateAuthResponse(as, CLIENT, answer, state);
  const request = async () =>
    oauth.authorizationCodeGrantRequest(as, CLIENT, oauth.None(), parameters, redirectUri, codeVerifier, {
      ...options,
      DPoP: await proofs,
    });
  const response = await request();
  if (!response.ok) throw await refusalOf(response);
  const granted = await oauth.processAuthorizationCodeResponse(as, CLIENT, response);
  return {
    token: granted.access_token,
    scopes: granted.scope?.split(' ') ?? [],
    expiresAt: now() + (granted.expires_in ?? 0) * 1000,
  };
}

async function refusalOf(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => undefined);
  const { reason, decision_id, error } = Object(body) as Record<string, unknown>;
  return new NotGranted(String(reason ?? error), typeof decision_id === 'string' ? decision_id : undefined);
}

/** A request with the token and a fresh proof of its key; one that the gateway wants a nonce in is sent again. */
export async function authorizedFetch(token: string, request: Request): Promise<Response> {
  const body = request.body === null ? null : await request.arrayBuffer();
  const send = async () =>
    oauth.protectedResourceRequest(token, request.method, new URL(request.url), request.headers, body, {
      ...options,
      signal: request.signal,
      DPoP: await proofs,
    });
  try {
    return await send();
  } catch (error) {
    if (oauth.isDPoPNonceError(error)) return send();
    if (error instanceof oauth.WWWAuthenticateChallengeError) return error.response;
    throw error;
  }
}

/** Revokes the token, and ends the log-in at the gateway. */
export async function endSession(token: string | undefined): Promise<void> {
  const as = await server;
  if (token !== undefined) await oauth.revocationRequest(as, CLIENT, revocationByHolder, token, options);
  await fetch(`${ISSUER}/logout`, { method: 'POST' });
}

/** Whoever holds a token may revoke it: no client is named. */
const revocationByHolder: oauth.ClientAuth = (_as, _client, body) => body.delete('client_id');
