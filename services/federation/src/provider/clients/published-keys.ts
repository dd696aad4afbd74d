import type { createGuardedClient, GuardedClient } from '@cambio/upstream';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { RegisteredService } from './metadata.ts';

export interface PublishedKeysOptions {
  readonly services: readonly RegisteredService[];
  /** Makes the client that one service's keys are fetched with. */
  readonly connect: typeof createGuardedClient;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Fetches the key sets of services that publish theirs, for the framework, which keeps each for at least a minute. */
export interface PublishedKeys {
  fetch(url: string | URL | Request): Promise<Response>;
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

/** The public members of a key that can verify a signature; private ones are dropped. */
const publicKey = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('EC'), crv: text, x: text, y: text, ...names }),
  z.object({ kty: z.literal('RSA'), n: text, e: text, ...names }),
  z.object({ kty: z.literal('OKP'), crv: text, x: text, ...names }),
]);

const keySet = z.object({ keys: z.array(z.unknown()) });

type PublicKey = z.output<typeof publicKey>;

/**
 * Keys that cannot be had are no keys, so their service is not authenticated; the framework is answered all the same,
 * as it asks again at once after a failure. Members of a set that are no public keys are left out (RFC 7517 §5).
 */
export function publishedKeys({ services, connect, log, now }: PublishedKeysOptions): PublishedKeys {
  const clients = new Map<string, GuardedClient>();
  const good = new Map<string, { readonly keys: readonly PublicKey[]; readonly at: number }>();
  for (const service of services) {
    if (!('jwksUri' in service) || service.jwksUri === undefined) continue;
    const { jwksUri, ca, allowPrivateNetwork = false } = service;
    clients.set(new URL(jwksUri).href, connect({ ca, allowPrivateNetwork }, {}));
  }

  async function keysAt(url: string): Promise<readonly PublicKey[]> {
    const fetched = await clients.get(url)?.get(url);
    const keys = fetched?.ok ? readKeySet(fetched.value.body) : undefined;
    if (keys !== undefined) {
      good.set(url, { keys, at: now() });
      return keys;
    }
    const failure = fetched?.ok === false ? fetched.error : { reason: 'malformed_document' };
    log.warn({ url, failure }, "a service's keys cannot be had");
    const last = good.get(url);
    return last !== undefined && now() - last.at < KEEP_THROUGH_OUTAGE ? last.keys : [];
  }

  return {
    fetch: async (url) =>
      Response.json({ keys: await keysAt(url instanceof Request ? url.url : String(url)) }),
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

function readKeySet(body: Buffer): readonly PublicKey[] | undefined {
  try {
    const { keys } = keySet.parse(JSON.parse(body.toString('utf8')));
    return keys.flatMap((key) => publicKey.safeParse(key).data ?? []);
  } catch {
    return undefined;
  }
}
