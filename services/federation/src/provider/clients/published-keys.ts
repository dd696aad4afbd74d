import type { GuardedClient } from '@cambio/upstream';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { RegisteredService } from './registered-service.ts';

export interface PublishedKeysOptions {
  readonly services: readonly RegisteredService[];
  /** Makes the client that one service's keys are fetched with. */
  readonly connect: (rules: FetchRules) => KeyClient;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type KeyClient = Pick<GuardedClient, 'get' | 'close'>;

interface FetchRules {
  readonly ca: string | undefined;
  readonly allowPrivateNetwork: boolean;
}

/** Fetches the key sets of services that publish theirs, for the framework, which keeps each for at least a minute. */
export interface PublishedKeys {
  fetch(input: string | URL | Request): Promise<Response>;
  close(): Promise<void>;
}

/** Milliseconds for which the last good answer stands in for one that cannot be had. */
const KEEP_THROUGH_OUTAGE = 24 * 3600 * 1000;

const text = z.string().min(1);
const names = {
  kid: text.optional(),
  alg: text.optional(),
  use: text.optional(),
  x5c: z.array(z.base64()).optional(),
};

/** Members that only a private or symmetric key has (RFC 7518 §6): what is published with one has no secret left. */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** A key that can verify a signature. */
const publicKey = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('EC'), crv: text, x: text, y: text, ...names }),
  z.object({ kty: z.literal('RSA'), n: text, e: text, ...names }),
  z.object({ kty: z.literal('OKP'), crv: text, x: text, ...names }),
]);

const keySet = z.object({ keys: z.array(z.unknown()) });

type PublicKey = z.output<typeof publicKey>;

/**
 * What the framework is given as the `jwks_uri` of a service: a name for its keys, by which they are found here and
 * nowhere else (RFC 6761 §6.4). Two services may publish at one URL, and trust different authorities for it.
 */
export function nameOfKeys(client: string): string {
  return `https://keys.invalid/${client}`;
}

/**
 * Keys that cannot be had are no keys, so their service is not authenticated; the framework is answered all the same,
 * as it asks again at once after a failure. Members of a set that are no public keys are left out (RFC 7517 §5).
 */
export function publishedKeys({ services, connect, log, now }: PublishedKeysOptions): PublishedKeys {
  const sources = new Map<string, { readonly url: string; readonly client: KeyClient }>();
  const good = new Map<string, { readonly keys: readonly PublicKey[]; readonly at: number }>();
  for (const service of services) {
    if (!('jwksUri' in service) || service.jwksUri === undefined) continue;
    const { id, jwksUri: url, ca, allowPrivateNetwork = false } = service;
    sources.set(nameOfKeys(id), { url, client: connect({ ca, allowPrivateNetwork }) });
  }

  async function keysNamed(name: string): Promise<readonly PublicKey[]> {
    const source = sources.get(name);
    if (source === undefined)
      throw new TypeError(`the framework fetches ${name}, which is not ours to fetch`);
    const { url, client } = source;
    const fetched = await client.get(url);
    const keys = fetched.ok ? readKeySet(fetched.value.body) : undefined;
    if (keys !== undefined) {
      good.set(name, { keys, at: now() });
      return keys;
    }
    const failure = fetched.ok ? { reason: 'malformed_document' } : fetched.error;
    log.warn({ url, failure }, "a service's keys cannot be had");
    const last = good.get(name);
    return last !== undefined && now() - last.at < KEEP_THROUGH_OUTAGE ? last.keys : [];
  }

  return {
    fetch: async (input) =>
      Response.json({ keys: await keysNamed(input instanceof Request ? input.url : String(input)) }),
    close: async () => {
      await Promise.all([...sources.values()].map(({ client }) => client.close()));
    },
  };
}

function readKeySet(body: Buffer): readonly PublicKey[] | undefined {
  try {
    const { keys } = keySet.parse(JSON.parse(body.toString('utf8')));
    return keys.filter(hasNoSecret).flatMap((key) => publicKey.safeParse(key).data ?? []);
  } catch {
    return undefined;
  }
}

function hasNoSecret(key: unknown): boolean {
  return !SECRET_MEMBERS.some((member) => Object.hasOwn(Object(key), member));
}
