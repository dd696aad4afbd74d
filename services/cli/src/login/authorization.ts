import * as oauth from 'oauth4webapi';

/** The gateway's own client for people at a terminal: public, with a key of each program's own. */
export const CLIENT: oauth.Client = { client_id: 'cambio-cli' };

/** The gateway as an authorization server, and the key that this program proves. */
export interface LoginServer {
  readonly server: oauth.AuthorizationServer;
  readonly proof: oauth.DPoPHandle;
  readonly options: { readonly [oauth.allowInsecureRequests]: boolean };
}

/** Somebody logged in, but what they asked for was not granted; or the log-in was given up. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
}

/** Reads the gateway's metadata (RFC 8414). In clear it talks to this machine alone. */
export async function openLoginServer(gateway: string): Promise<LoginServer> {
  const issuer = new URL(gateway);
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(issuer.hostname);
  const options = { [oauth.allowInsecureRequests]: loopback };
  const answer = await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oauth2' });
  const server = await oauth.processDiscoveryResponse(issuer, answer);
  if (server.authorization_endpoint === undefined) {
    throw new LoginRefused('nobody can log in at this gateway: its settings name no admin.login');
  }
  const proof = oauth.DPoP(CLIENT, await oauth.generateKeyPair('ES256', { extractable: false }));
  return { server, proof, options };
}

/** The token of an answer, or the reason the gateway gives for there being none. */
export async function tokenOf(
  response: Response,
  read: (response: Response) => Promise<oauth.TokenEndpointResponse>,
): Promise<string> {
  if (!response.ok) {
    const { error, reason, decision_id } = Object(await response.json()) as Record<string, unknown>;
    const decision = decision_id === undefined ? '' : ` (decision ${decision_id})`;
    throw new LoginRefused(`the gateway grants you nothing: ${reason ?? error}${decision}`);
  }
  return (await read(response)).access_token;
}
