import * as oauth from 'oauth4webapi';

/**
 * A program of the gateway's own that people use, and the gateway as the authorization server it logs them in at. The
 * program is a public client: it has no secret, and a key of its own that its tokens are bound to (RFC 9449).
 */
export interface Login {
  readonly client: oauth.Client;
  readonly server: oauth.AuthorizationServer;
  /** Proofs of the key, which cannot be taken out of the program. */
  readonly proofs: oauth.DPoPHandle;
  readonly options: { readonly [oauth.allowInsecureRequests]: boolean };
}

/** What has to be remembered between asking for authorization and being given it. */
export interface Pending {
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

export interface Granted {
  readonly token: string;
  readonly scopes: readonly string[];
  /** Seconds. */
  readonly expiresIn: number;
}

/** Somebody is logged in, but what the program asks for is not granted to them. */
export class NotGranted extends Error {
  override readonly name = 'NotGranted';
  /** Why, as the gateway tells: a reason of a decision, or an error code of OAuth. */
  readonly reason: string;
  /** The id of the decision, where there was one. */
  readonly decision: string | undefined;

  constructor(reason: string, decision: string | undefined) {
    super(`not granted: ${reason}`);
    this.reason = reason;
    this.decision = decision;
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Reads the gateway's metadata (RFC 8414), and makes a key. In clear it talks to this machine alone.
 *
 * @param gateway the issuer URL, without a slash at its end
 */
export async function openLogin(gateway: string, clientId: string): Promise<Login> {
  const issuer = new URL(gateway);
  const options = { [oauth.allowInsecureRequests]: LOOPBACK.has(issuer.hostname) };
  const client: oauth.Client = { client_id: clientId };
  const answer = await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' });
  const server = await oauth.processDiscoveryResponse(issuer, answer);
  const proofs = oauth.DPoP(client, await oauth.generateKeyPair('ES256', { extractable: false }));
  return { client, server, proofs, options };
}

/** Whether this gateway lets people log in at all. */
export function hasLogin({ server }: Login): boolean {
  return server.authorization_endpoint !== undefined;
}

/**
 * Where to send a browser for a code (RFC 6749 §4.1, with PKCE).
 *
 * @param prompt `none`: the gateway may ask nobody anything
 */
export async function authorizationRequest(
  { client, server }: Login,
  redirectUri: string,
  prompt?: 'none',
): Promise<{ readonly url: string; readonly pending: Pending }> {
  const { authorization_endpoint } = server;
  if (authorization_endpoint === undefined) throw new Error('this gateway has no log-in');
  const pending = {
    state: oauth.generateRandomState(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
    redirectUri,
  };
  const url = new URL(authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    scope: 'admin',
    redirect_uri: redirectUri,
    state: pending.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
    ...(prompt && { prompt }),
  }).toString();
  return { url: url.href, pending };
}

/** Redeems the answer that a browser came back with. Throws `NotGranted`, and what `oauth4webapi` throws. */
export async function redeem(
  { client, server, proofs, options }: Login,
  answer: URL,
  { state, codeVerifier, redirectUri }: Pending,
): Promise<Granted> {
  const parameters = oauth.validateAuthResponse(server, client, answer, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri,
    codeVerifier,
    { ...options, DPoP: proofs },
  );
  return grantedBy(response, (told) => oauth.processAuthorizationCodeResponse(server, client, told));
}

/** What a token endpoint grants in an answer. Throws `NotGranted` with the reason the gateway gives. */
export async function grantedBy(
  response: Response,
  read: (response: Response) => Promise<oauth.TokenEndpointResponse>,
): Promise<Granted> {
  if (!response.ok) throw await refusalIn(response);
  const { access_token, scope, expires_in } = await read(response);
  return { token: access_token, scopes: scope?.split(' ') ?? [], expiresIn: expires_in ?? 0 };
}

async function refusalIn(response: Response): Promise<NotGranted> {
  const body: unknown = await response.json().catch(() => undefined);
  const { reason, decision_id, error } = Object(body) as Record<string, unknown>;
  return new NotGranted(
    String(reason ?? error ?? `status ${response.status}`),
    typeof decision_id === 'string' ? decision_id : undefined,
  );
}

/** Sends a request with the token and a fresh proof of its key; one that the gateway wants a nonce in is sent again. */
export async function authorizedFetch(
  { proofs, options }: Login,
  token: string,
  request: Request,
): Promise<Response> {
  const body = request.body === null ? null : await request.arrayBuffer();
  const send = () =>
    oauth.protectedResourceRequest(token, request.method, new URL(request.url), request.headers, body, {
      ...options,
      signal: request.signal,
      DPoP: proofs,
    });
  try {
    return await send();
  } catch (error) {
    if (oauth.isDPoPNonceError(error)) return send();
    if (error instanceof oauth.WWWAuthenticateChallengeError) return error.response;
    throw error;
  }
}
