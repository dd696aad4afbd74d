import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { signDigestEcdsa, signDigestRsa } from './sign-digest.ts';

/** What a Transit key of each type is made of, and how its public half is written. */
const TYPES: Readonly<
  Record<string, { readonly make: () => KeyObject; readonly write: (key: KeyObject) => string }>
> = {
  'ecdsa-p256': { make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, write: pem },
  'ecdsa-p384': { make: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, write: pem },
  'rsa-2048': { make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, write: pem },
  ed25519: {
    make: () => generateKeyPairSync('ed25519').privateKey,
    write: (key) => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64'),
  },
};

function pem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

interface Reply {
  readonly status: number;
  readonly body?: object;
}

/** Speaks as Vault does, as far as signing and logging in go, and really signs. */
export interface Vault {
  readonly url: string;
  readonly asked: Asked[];
  /** Tokens that are let in, with what is left of their lives in seconds. */
  readonly tokens: Map<string, number>;
  readonly keys: Map<string, { readonly type: string; readonly versions: KeyObject[] }>;
  /** Answers instead of Vault: `'nothing'` leaves the caller waiting. */
  instead: ((asked: Asked) => Reply | 'nothing' | undefined) | undefined;
  /** How log-ins are judged; absent: nobody may. */
  login: ((path: string, body: Record<string, unknown>) => boolean) | undefined;
  close(): Promise<void>;
}

/**
 * @param mount where the Transit engine is
 * @param keys the type of each Transit key, by its name
 */
export async function startVault(mount: string, keys: Readonly<Record<string, string>>): Promise<Vault> {
  const vault: Omit<Vault, 'url' | 'close'> = {
    asked: [],
    tokens: new Map(),
    keys: new Map(Object.entries(keys).map(([name, type]) => [name, { type, versions: [make(type)] }])),
    instead: undefined,
    login: undefined,
  };
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await text(request)) || '{}');
    const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    vault.asked.push(asked);
    const reply = vault.instead?.(asked) ?? answer(vault, mount, asked);
    if (reply !== 'nothing') send(response, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(vault, {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function make(type: string): KeyObject {
  const made = TYPES[type]?.make();
  if (made === undefined) throw new Error(`no keys of type ${type}`);
  return made;
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const refusal = (status: number, error: string): Reply => ({ status, body: { errors: [error] } });

let issued = 0;

function answer(vault: Omit<Vault, 'url' | 'close'>, mount: string, { path, headers, body }: Asked): Reply {
  const login = /^\/v1\/auth\/(.+)\/login$/.exec(path);
  if (login !== null) {
    if (vault.login?.(login[1] ?? '', body) !== true) return refusal(400, 'invalid role or secret');
    issued += 1;
    return grant(vault, `hvs.${issued}`, 100);
  }
  const token = String(headers['x-vault-token']);
  const lifetime = vault.tokens.get(token);
  if (lifetime === undefined) return refusal(403, 'permission denied');
  if (path === '/v1/auth/token/renew-self') return grant(vault, token, lifetime);
  const below = `/v1/${mount}/`;
  return path.startsWith(below)
    ? transit(vault, path.slice(below.length), body)
    : refusal(404, 'no handler for route');
}

function grant(vault: Pick<Vault, 'tokens'>, token: string, lifetime: number): Reply {
  vault.tokens.set(token, lifetime);
  return {
    status: 200,
    body: { auth: { client_token: token, lease_duration: lifetime, renewable: true, policies: ['cambio'] } },
  };
}

function transit({ keys }: Pick<Vault, 'keys'>, path: string, body: Record<string, unknown>): Reply {
  const [, what, name = '', rest] = /^(keys|sign)\/([^/]+)(\/rotate)?$/.exec(path) ?? [];
  const key = keys.get(name);
  if (key === undefined || what === undefined) return { status: 404, body: { errors: [] } };
  if (rest !== undefined) {
    key.versions.push(make(key.type));
    return { status: 204 };
  }
  return what === 'keys' ? { status: 200, body: { data: describe(name, key) } } : signed(key, body);
}

function describe(name: string, { type, versions }: TransitKey): object {
  const written = versions.map((key, index) => [
    index + 1,
    { name: type, creation_time: '2026-01-01T00:00:00Z', public_key: TYPES[type]?.write(key) },
  ]);
  return {
    name,
    type,
    latest_version: versions.length,
    min_encryption_version: 0,
    supports_signing: true,
    keys: Object.fromEntries(written),
  };
}

interface TransitKey {
  readonly type: string;
  readonly versions: readonly KeyObject[];
}

/** A digest is signed as one; RSA pads as PKCS #1 v1.5 only if asked to. Whatever else is asked is refused. */
function signed({ type, versions }: TransitKey, body: Record<string, unknown>): Reply {
  const version = Number(body.key_version);
  const key = versions[version - 1];
  if (key === undefined)
    return refusal(400, 'requested version for signing is higher than the latest key version');
  if (body.marshaling_algorithm !== 'jws') return refusal(400, 'requested marshaling type is invalid');
  const input = Buffer.from(String(body.input), 'base64');
  const raw = rawSignature(type, input, key, body);
  if (raw === undefined) return refusal(400, 'invalid options');
  const signature = `vault:v${version}:${raw.toString('base64url')}`;
  return { status: 200, body: { data: { signature, key_version: version } } };
}

const DIGESTS: Readonly<Record<string, readonly [string, number]>> = {
  'ecdsa-p256': ['sha2-256', 32],
  'ecdsa-p384': ['sha2-384', 48],
  'rsa-2048': ['sha2-256', 32],
};

function rawSignature(
  type: string,
  input: Buffer,
  key: KeyObject,
  body: Record<string, unknown>,
): Buffer | undefined {
  if (type === 'ed25519') return body.hash_algorithm === undefined ? sign(null, input, key) : undefined;
  const [digest, length] = DIGESTS[type] ?? [];
  if (body.prehashed !== true || body.hash_algorithm !== digest || input.length !== length) return undefined;
  if (type !== 'rsa-2048') return signDigestEcdsa(input, key);
  return body.signature_algorithm === 'pkcs1v15' ? signDigestRsa(input, key) : undefined;
}
