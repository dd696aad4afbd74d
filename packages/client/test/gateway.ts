import { type Received, type Reply, type Server, serve } from './server.ts';

export const GRANTED = {
  access_token: 'issued-canary',
  issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'deploy:read deploy:write',
  decision_id: '01J000',
};

export interface Gateway extends Server {
  /** The issuer URL. */
  readonly issuer: string;
  /** The token requests alone. */
  readonly asked: () => readonly (Received & { readonly form: Readonly<Record<string, string>> })[];
  readonly refuseRevocationOf: (token: string) => void;
}

export interface GatewayChoice {
  /** What the token endpoint answers, in turn; the last one for ever. */
  readonly replies?: readonly Reply[];
  /** What it answers instead, by the request. */
  readonly reply?: (request: Received) => Reply;
  /** Laid over the metadata. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly path?: string;
  readonly port?: number;
}

/** A token endpoint and its metadata, as `exchange` sees a gateway. */
export async function serveGateway(choice: GatewayChoice = {}): Promise<Gateway> {
  const { replies = [{ body: GRANTED }], reply, metadata, path = '', port } = choice;
  let turn = 0;
  const unrevokable = new Set<string>();
  const server = await serve((request) => {
    const { target, headers, body } = request;
    const issuer = `http://${headers.host}${path}`;
    if (target === `/.well-known/oauth-authorization-server${path}`) {
      return {
        body: {
          issuer,
          token_endpoint: `${issuer}/token`,
          revocation_endpoint: `${issuer}/revoke`,
          ...metadata,
        },
      };
    }
    if (target === `${path}/revoke`) {
      return { status: unrevokable.has(new URLSearchParams(body).get('token') ?? '') ? 503 : 200, body: '' };
    }
    if (target !== `${path}/token`) return { status: 404 };
    if (reply !== undefined) return reply(request);
    return replies[Math.min(turn++, replies.length - 1)] ?? { status: 500 };
  }, port);
  return {
    ...server,
    issuer: server.url + path,
    refuseRevocationOf: (token) => unrevokable.add(token),
    asked: () =>
      server.received
        .filter(({ target }) => target === `${path}/token`)
        .map((request) => ({ ...request, form: Object.fromEntries(new URLSearchParams(request.body)) })),
  };
}
