import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import { bounded } from '../bounded.ts';
import type { Keeper, KeyFailure, SignerUnavailable, SigningKey } from '../keeper.ts';
import { type PublicJwk, publicJwk, thumbprintOf } from '../public-jwk.ts';
import { isSigningAlgorithm, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../signing-algorithm.ts';
import {
  fits,
  keySchema,
  readPublicKey,
  readReference,
  readSignature,
  referenceTo,
  signatureSchema,
  signRequest,
  type TransitKeyName,
} from './transit-key.ts';
import { type VaultClientOptions, vaultClient } from './vault-client.ts';
import type { VaultAuth } from './vault-login.ts';
import { vaultSession } from './vault-session.ts';

export interface TransitOptions extends Omit<VaultClientOptions, 'connections'> {
  /** The path the secrets engine is at. */
  readonly mount: string;
  /** The name of the key of each algorithm. */
  readonly keys: Readonly<Partial<Record<SigningAlgorithm, string>>>;
  readonly auth: VaultAuth;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told why, whenever a signature could not be had. */
  readonly onFault: (failure: SignerUnavailable) => void;
}

export interface TransitKeeper extends Keeper {
  /** Whether Transit lets this gateway in, and has every key that is named, of the kind it has to be. */
  ping(): Promise<Result<void, SignerUnavailable>>;
  /** To be called now and then, so that the gateway stays logged in. */
  keepAlive(): Promise<void>;
  close(): Promise<void>;
}

/** Requests at the same time, and in line behind them: who would wait longer than a request may take had better not. */
const CONNECTIONS = 32;
const WAITING = 1024;

/**
 * Has the Transit engine of Vault or OpenBao keep the keys and sign. A new key is a new version of the named Transit key,
 * and every signature names its version: so a version is published ahead, signs and retires as any key does. Private
 * keys never leave Transit.
 */
export function transitKeeper(options: TransitOptions): TransitKeeper {
  const { mount, keys, now, onFault } = options;
  const client = vaultClient({ ...options, connections: CONNECTIONS });
  const session = vaultSession(client, options.auth, now);
  const inTurn = bounded({ running: CONNECTIONS, waiting: WAITING });

  const readKey = (name: string) =>
    session.call({ method: 'GET', path: `${mount}/keys/${name}`, schema: keySchema });

  /** The public keys of all versions, once they are known to be of the algorithm. */
  async function versionsOf(name: string, algorithm: SigningAlgorithm) {
    const read = await readKey(name);
    if (!read.ok) return read;
    const { type, keys: versions } = read.value.data;
    return fits(type, algorithm)
      ? ok(versions)
      : unavailable(`key ${name} is of type ${type}, which is not for ${algorithm}`);
  }

  /** The public half of a version. */
  async function publicKeyOf(
    { name, version }: TransitKeyName,
    algorithm: SigningAlgorithm,
  ): Promise<Result<PublicJwk, SignerUnavailable>> {
    const read = await versionsOf(name, algorithm);
    if (!read.ok) return read;
    const versions = read.value;
    const jwk = readPublicKey(versions[version]?.public_key ?? '', algorithm);
    if (jwk === undefined) return unavailable(`key ${name} has no version ${version} that can be read`);
    return ok(publicJwk(jwk, await thumbprintOf(jwk), algorithm));
  }

  async function pingKey(
    name: string,
    algorithm: SigningAlgorithm,
  ): Promise<Result<void, SignerUnavailable>> {
    const read = await versionsOf(name, algorithm);
    return read.ok ? ok(undefined) : read;
  }

  function signingKey(published: PublicJwk, { name, version }: TransitKeyName): SigningKey {
    const { kid, alg: algorithm } = published;
    const path = `${mount}/sign/${name}`;
    return {
      kid,
      algorithm,
      publicJwk: published,
      sign: (input) =>
        inTurn(async () => {
          const body = signRequest(input, algorithm, version);
          const answer = await session.call({ method: 'POST', path, body, schema: signatureSchema });
          const signature = answer.ok
            ? readSignature(answer.value.data.signature, algorithm, version)
            : undefined;
          if (signature !== undefined) return ok(signature);
          onFault(
            answer.ok ? { reason: 'signer_unavailable', detail: `${path}: no such signature` } : answer.error,
          );
          return err('unavailable');
        }),
      ping: () => pingKey(name, algorithm),
    };
  }

  return {
    async make(algorithm) {
      const name = keys[algorithm];
      if (name === undefined) return unavailable(`no Transit key is named for ${algorithm}`);
      const rotated = await session.call({
        method: 'POST',
        path: `${mount}/keys/${name}/rotate`,
        body: {},
        schema: z.unknown(),
      });
      if (!rotated.ok) return rotated;
      const read = await readKey(name);
      if (!read.ok) return read;
      const newest = { name, version: read.value.data.latest_version };
      const published = await publicKeyOf(newest, algorithm);
      return published.ok ? ok({ kid: published.value.kid, sealed: referenceTo(newest) }) : published;
    },

    async open({ kid, algorithm, sealed }) {
      const key = readReference(sealed);
      if (key === undefined || !isSigningAlgorithm(algorithm)) {
        return malformed(kid, 'no key of Transit that is known here');
      }
      const published = await publicKeyOf(key, algorithm);
      if (!published.ok) return published;
      return published.value.kid === kid
        ? ok(signingKey(published.value, key))
        : malformed(kid, 'the thumbprint is not the key id');
    },

    async ping() {
      for (const algorithm of SIGNING_ALGORITHMS) {
        const name = keys[algorithm];
        const pinged = name === undefined ? ok(undefined) : await pingKey(name, algorithm);
        if (!pinged.ok) return pinged;
      }
      return ok(undefined);
    },

    keepAlive: () => session.keepAlive(),
    close: () => client.close(),
  };
}

function unavailable(detail: string): Result<never, SignerUnavailable> {
  return err({ reason: 'signer_unavailable', detail });
}

function malformed(kid: string, detail: string): Result<never, KeyFailure> {
  return err({ reason: 'malformed_key', kid, detail });
}
