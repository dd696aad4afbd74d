import { CompactSign, type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import { type Received, type Reply, type Server, serve } from '../server.ts';

export const NOW = 1_800_000_000;
export const AUDIENCE = 'https://deployer.example';

/** A signing key of an issuer. */
export interface SigningKey {
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

let made = 0;

export async function signingKey(algorithm = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: `key-${made++}`, alg: algorithm, use: 'sig' };
  return { algorithm, privateKey, publicJwk };
}

/** What differs from a good token; a member set to `undefined` is left out. */
export interface TokenChanges {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed by another key than the issuer's first. */
  readonly key?: SigningKey;
}

/** The gateway as a service sees it, on a loopback socket. */
export interface TestIssuer extends Server {
  readonly issuer: string;
  /** What the key set holds; may be changed. */
  readonly keys: SigningKey[];
  /** How the introspection endpoint answers. */
  introspection: Reply;
  issue(changes?: TokenChanges): Promise<string>;
  /** The introspection requests alone. */
  introspected(): readonly (Received & { readonly form: Readonly<Record<string, string>> })[];
}

export interface IssuerChoice {
  readonly path?: string;
  readonly port?: number;
  readonly keys?: readonly SigningKey[];
  /** Laid over the metadata. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export async function serveIssuer(choice: IssuerChoice = {}): Promise<TestIssuer> {
  const { path = '/sts', port, metadata } = choice;
  const keys = [...(choice.keys ?? [await signingKey()])];
  const server = await serve(({ target, headers }) => {
    const issuer = `http://${headers.host}${path}`;
    switch (target) {
      case `/.well-known/oauth-authorization-server${path}`: {
        const endpoints = { jwks_uri: `${issuer}/jwks`, introspection_endpoint: `${issuer}/introspect` };
        return { body: { issuer, ...endpoints, ...metadata } };
      }
      case `${path}/jwks`:
        return { body: { keys: keys.map(({ publicJwk }) => publicJwk) } };
      case `${path}/introspect`:
        return test.introspection;
      default:
        return { status: 404 };
    }
  }, port);
  const issuer = server.url + path;
  const test: TestIssuer = {
    ...server,
    issuer,
    keys,
    introspection: { body: { active: true } },
    issue: ({ header, claims, key = keys[0] } = {}) => {
      if (key === undefined) throw new TypeError('the issuer has no key');
      const typed = { alg: key.algorithm, typ: 'at+jwt', kid: key.publicJwk.kid, ...header };
      return sign(key, typed, { iss: issuer, ...CLAIMS, ...claims });
    },
    introspected: () =>
      server.received
        .filter(({ target }) => target === `${path}/introspect`)
        .map((request) => ({ ...request, form: Object.fromEntries(new URLSearchParams(request.body)) })),
  };
  return test;
}

/** What the gateway's tokens say. */
export const CLAIMS = {
  sub: 'repo/123456',
  aud: AUDIENCE,
  exp: NOW + 300,
  iat: NOW,
  jti: 'token-1',
  client_id: 'mapping:shop-deploy',
  scope: 'deploy:read deploy:write',
  txn: '01J000',
};

function sign(key: SigningKey, header: Readonly<Record<string, unknown>>, claims: unknown): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: key.algorithm, ...JSON.parse(JSON.stringify(header)) })
    .sign(key.privateKey, { crit: { 'urn:example': false } });
}
