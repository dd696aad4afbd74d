import { err, ok, type Result } from '@cambio/oauth';
import { bounded } from '../bounded.ts';
import type { Keeper, KeyFailure, SignerUnavailable, SigningKey } from '../keeper.ts';
import type { PublicJwk } from '../public-jwk.ts';
import { isSigningAlgorithm, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../signing-algorithm.ts';
import { transitEngine } from './transit-engine.ts';
import { readReference, referenceTo, type TransitKeyName } from './transit-key.ts';
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
  const engine = transitEngine(session, mount);
  const inTurn = bounded({ running: CONNECTIONS, waiting: WAITING });

  function signingKey(published: PublicJwk, key: TransitKeyName): SigningKey {
    const { kid, alg: algorithm } = published;
    return {
      kid,
      algorithm,
      publicJwk: published,
      sign: (input) =>
        inTurn(async () => {
          const signature = await engine.sign(input, key, algorithm);
          if (signature.ok) return signature;
          onFault(signature.error);
          return err('unavailable');
        }),
      ping: () => engine.check(key.name, algorithm),
    };
  }

  return {
    async make(algorithm) {
      const name = keys[algorithm];
      if (name === undefined) {
        return err({ reason: 'signer_unavailable', detail: `no Transit key is named for ${algorithm}` });
      }
      const newest = await engine.rotate(name);
      if (!newest.ok) return newest;
      const published = await engine.publicKeyOf(newest.value, algorithm);
      return published.ok ? ok({ kid: published.value.kid, sealed: referenceTo(newest.value) }) : published;
    },

    async open({ kid, algorithm, sealed }) {
      const key = readReference(sealed);
      if (key === undefined || !isSigningAlgorithm(algorithm)) {
        return malformed(kid, 'no key of Transit that is known here');
      }
      const published = await engine.publicKeyOf(key, algorithm);
      if (!published.ok) return published;
      return published.value.kid === kid
        ? ok(signingKey(published.value, key))
        : malformed(kid, 'the thumbprint is not the key id');
    },

    async ping() {
      for (const algorithm of SIGNING_ALGORITHMS) {
        const name = keys[algorithm];
        const checked = name === undefined ? ok(undefined) : await engine.check(name, algorithm);
        if (!checked.ok) return checked;
      }
      return ok(undefined);
    },

    keepAlive: () => session.keepAlive(),
    close: () => client.close(),
  };
}

function malformed(kid: string, detail: string): Result<never, KeyFailure> {
  return err({ reason: 'malformed_key', kid, detail });
}
