import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import type { SignerUnavailable } from '../keeper.ts';
import { type PublicJwk, publicJwk, thumbprintOf } from '../public-jwk.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import {
  fits,
  keySchema,
  readPublicKey,
  readSignature,
  signatureSchema,
  signRequest,
  type TransitKeyName,
} from './transit-key.ts';
import type { VaultSession } from './vault-session.ts';

type Answer<T> = Promise<Result<T, SignerUnavailable>>;

/** What a Transit engine is asked. */
export interface TransitEngine {
  /** Makes a new version of a key; gives the newest. */
  rotate(name: string): Answer<TransitKeyName>;
  /** Whether there is such a key, of the kind that the algorithm needs. */
  check(name: string, algorithm: SigningAlgorithm): Answer<void>;
  /** The public half of a version, once it is known to be of the algorithm. */
  publicKeyOf(key: TransitKeyName, algorithm: SigningAlgorithm): Answer<PublicJwk>;
  /** A raw JWS signature by this very version. */
  sign(input: Buffer, key: TransitKeyName, algorithm: SigningAlgorithm): Answer<Buffer>;
}

/** @param mount the path the engine is at */
export function transitEngine(session: VaultSession, mount: string): TransitEngine {
  async function read(name: string) {
    const answer = await session.call({ method: 'GET', path: `${mount}/keys/${name}`, schema: keySchema });
    return answer.ok ? ok(answer.value.data) : answer;
  }

  /** The public keys of all versions, as Transit writes them. */
  async function versionsOf(name: string, algorithm: SigningAlgorithm) {
    const key = await read(name);
    if (!key.ok) return key;
    const { type, keys } = key.value;
    return fits(type, algorithm)
      ? ok(keys)
      : unavailable(`key ${name} is of type ${type}, which is not for ${algorithm}`);
  }

  return {
    async rotate(name) {
      const path = `${mount}/keys/${name}/rotate`;
      const rotated = await session.call({ method: 'POST', path, body: {}, schema: z.unknown() });
      if (!rotated.ok) return rotated;
      const key = await read(name);
      return key.ok ? ok({ name, version: key.value.latest_version }) : key;
    },

    async check(name, algorithm) {
      const versions = await versionsOf(name, algorithm);
      return versions.ok ? ok(undefined) : versions;
    },

    async publicKeyOf({ name, version }, algorithm) {
      const versions = await versionsOf(name, algorithm);
      if (!versions.ok) return versions;
      const jwk = readPublicKey(versions.value[version]?.public_key ?? '', algorithm);
      if (jwk === undefined) return unavailable(`key ${name} has no version ${version} that can be read`);
      return ok(publicJwk(jwk, await thumbprintOf(jwk), algorithm));
    },

    async sign(input, { name, version }, algorithm) {
      const path = `${mount}/sign/${name}`;
      const body = signRequest(input, algorithm, version);
      const answer = await session.call({ method: 'POST', path, body, schema: signatureSchema });
      if (!answer.ok) return answer;
      const signature = readSignature(answer.value.data.signature, algorithm, version);
      return signature === undefined ? unavailable(`${path}: no such signature`) : ok(signature);
    },
  };
}

function unavailable(detail: string): Result<never, SignerUnavailable> {
  return err({ reason: 'signer_unavailable', detail });
}
