import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { CHECKPOINT, type JwtSigner, jwtSigner } from '../jwt-signer.ts';
import type { SignerUnavailable, SigningKey } from '../keeper.ts';
import type { PublicJwks } from '../public-jwk.ts';
import type { StoredKey } from '../stored-key.ts';

/** A key that is opened, with its record. */
export interface RingKey {
  readonly stored: StoredKey;
  readonly signing: SigningKey;
}

/** The keys of one moment, ready for use. Never changes: a ring swaps one for another, whole. */
export interface Generation {
  readonly keys: readonly RingKey[];
  /** The same object as long as the keys are the same. */
  readonly published: PublicJwks;
  readonly signToken: (payload: JsonObject, algorithm: string) => Promise<Result<string, 'unavailable'>>;
  readonly signAnswer: (payload: JsonObject, algorithm: string) => Promise<Result<string, 'unavailable'>>;
  readonly signCheckpoint: (payload: JsonObject, algorithm: string) => Promise<Result<string, 'unavailable'>>;
  /** Whether each key that signs could. */
  readonly ping: () => Promise<Result<void, SignerUnavailable>>;
}

/** Every key is published; the active one of each of `algorithms` signs. */
export function generationOf(keys: readonly RingKey[], algorithms: readonly string[]): Generation {
  const active = keys
    .filter(({ stored }) => stored.state === 'active' && algorithms.includes(stored.algorithm))
    .map(({ signing }) => signing);
  const signersOf = (kind: Parameters<typeof jwtSigner>[1]) => {
    const signers = new Map(active.map((key): [string, JwtSigner] => [key.algorithm, jwtSigner(key, kind)]));
    return async (payload: JsonObject, algorithm: string) =>
      signers.get(algorithm)?.(payload) ?? err('unavailable' as const);
  };
  return {
    keys,
    published: { keys: keys.map(({ signing }) => signing.publicJwk) },
    signToken: signersOf('at+jwt'),
    signAnswer: signersOf('token-introspection+jwt'),
    signCheckpoint: signersOf(CHECKPOINT),
    ping: () => pingAll(active),
  };
}

async function pingAll(keys: readonly SigningKey[]): Promise<Result<void, SignerUnavailable>> {
  const answers = await Promise.all(keys.map((key) => key.ping?.() ?? ok(undefined)));
  return answers.find((answer) => !answer.ok) ?? ok(undefined);
}
