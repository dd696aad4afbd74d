import {
  type AccessTokenClaims,
  accessTokenPayload,
  err,
  type JsonObject,
  ok,
  type Result,
} from '@cambio/oauth';
import type { SigningAlgorithm } from './algorithms.ts';
import { type JwtSigner, jwtSigner } from './jwt-signer.ts';
import type { PublicJwks } from './public-jwk.ts';
import { ENCRYPTION_KEY_BYTES } from './sealing.ts';
import {
  generateSigningKey,
  type KeyFailure,
  openSigningKey,
  type SigningKey,
  sealSigningKey,
} from './signing-key.ts';
import type { KeyState, KeyStore } from './stored-key.ts';

export interface KeyRingOptions {
  readonly store: KeyStore;
  /** The key that private keys are encrypted under: 32 bytes. */
  readonly encryption: { readonly key: Uint8Array };
  /** What to keep a signing key for; the first is the default. */
  readonly algorithms: readonly [SigningAlgorithm, ...SigningAlgorithm[]];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export type KeyRingFailure = KeyFailure | { readonly reason: 'store_unavailable' };

/** The gateway's signing keys: one that signs per algorithm, and all that are published. */
export interface KeyRing {
  /**
   * Signs an access token (RFC 9068) with the active key of `algorithm`, or of the default.
   * `unavailable` for an algorithm this ring was not opened with. Checks nothing about the claims.
   */
  mint(claims: AccessTokenClaims, algorithm: string | undefined): Promise<Result<string, 'unavailable'>>;
  /** Signs an introspection answer (RFC 9701 §5) with the active key of the default algorithm. Adds nothing to the claims. */
  signIntrospection(claims: JsonObject): Promise<Result<string, 'unavailable'>>;
  /** The public keys of all states, for `/jwks`. */
  jwks(): PublicJwks;
}

/**
 * Opens the ring kept in `store`; an algorithm that has no active key yet gets one. Of several processes that start
 * together on one store exactly one makes the key, and the others take it over.
 * Every stored key must open under the encryption key: one that doesn't fails the whole, with nothing signed or published.
 */
export async function openKeyRing(options: KeyRingOptions): Promise<Result<KeyRing, KeyRingFailure>> {
  const { store, encryption, algorithms, now } = options;
  if (encryption.key.length !== ENCRYPTION_KEY_BYTES) {
    throw new TypeError(`the encryption key must have ${ENCRYPTION_KEY_BYTES} bytes`);
  }
  const known = await openAll(store, encryption.key);
  if (!known.ok) return known;
  const missing = algorithms.filter((algorithm) => !known.value.some(isActive(algorithm)));
  if (missing.length === 0) return ok(ringOf(known.value, algorithms));

  for (const algorithm of missing) {
    const inserted = await insertFirstKey(store, algorithm, encryption.key, now());
    if (!inserted.ok) return inserted;
  }
  const all = await openAll(store, encryption.key);
  return all.ok ? ok(ringOf(all.value, algorithms)) : all;
}

interface RingKey extends SigningKey {
  readonly state: KeyState;
}

async function openAll(
  store: KeyStore,
  encryptionKey: Uint8Array,
): Promise<Result<readonly RingKey[], KeyRingFailure>> {
  const stored = await store.list();
  if (!stored.ok) return err({ reason: 'store_unavailable' });
  const keys: RingKey[] = [];
  for (const record of stored.value) {
    const key = await openSigningKey(record, encryptionKey);
    if (!key.ok) return key;
    keys.push({ ...key.value, state: record.state });
  }
  return ok(keys);
}

/** Makes and stores an active key; that another process was faster is fine too. */
async function insertFirstKey(
  store: KeyStore,
  algorithm: SigningAlgorithm,
  encryptionKey: Uint8Array,
  now: number,
): Promise<Result<void, KeyRingFailure>> {
  const key = await generateSigningKey(algorithm);
  const inserted = await store.insertIfAbsent({
    kid: key.kid,
    algorithm,
    state: 'active',
    sealed: sealSigningKey(key, encryptionKey),
    createdAt: now,
    activatedAt: now,
  });
  return inserted.ok ? ok(undefined) : err({ reason: 'store_unavailable' });
}

function ringOf(keys: readonly RingKey[], algorithms: KeyRingOptions['algorithms']): KeyRing {
  const signers = new Map<string, JwtSigner>();
  for (const algorithm of algorithms) {
    const active = keys.find(isActive(algorithm));
    if (active !== undefined) signers.set(algorithm, jwtSigner(active, 'at+jwt'));
  }
  const byDefault = keys.find(isActive(algorithms[0]));
  const answerSigner = byDefault && jwtSigner(byDefault, 'token-introspection+jwt');
  const published: PublicJwks = { keys: keys.map((key) => key.publicJwk) };
  return {
    async mint(claims, algorithm) {
      const sign = signers.get(algorithm ?? algorithms[0]);
      return sign === undefined ? err('unavailable') : ok(await sign(accessTokenPayload(claims)));
    },
    signIntrospection: async (claims) =>
      answerSigner === undefined ? err('unavailable') : ok(await answerSigner(claims)),
    jwks: () => published,
  };
}

function isActive(algorithm: SigningAlgorithm): (key: RingKey) => boolean {
  return (key) => key.algorithm === algorithm && key.state === 'active';
}
