import {
  type AccessTokenClaims,
  accessTokenPayload,
  err,
  type JsonObject,
  ok,
  type Result,
} from '@cambio/oauth';
import type { Keeper, SignerUnavailable } from '../keeper.ts';
import type { PublicJwks } from '../public-jwk.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import type { KeyStore, StoredKey } from '../stored-key.ts';
import type { RotationFailure } from './carry-out.ts';
import { type Generation, generationOf } from './generation.ts';
import type { KeyEvent } from './key-event.ts';
import { type KeyRingFailure, openKeys } from './open-keys.ts';
import type { Schedule } from './plan.ts';
import { type RotateFailure, type RotationDemand, rotate } from './rotate.ts';
import { isDue, tend } from './tend.ts';

export interface KeyRingOptions {
  readonly store: KeyStore;
  readonly keeper: Keeper;
  /** What to keep a signing key for; the first is the default. */
  readonly algorithms: readonly [SigningAlgorithm, ...SigningAlgorithm[]];
  readonly schedule: Schedule;
  /** The `kid` of a key that must not go by the schedule yet: what it signed last is still relied on. */
  readonly needed?: () => Promise<Result<string | undefined, 'unavailable'>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The gateway's signing keys: one that signs per algorithm, and all that are published. */
export interface KeyRing {
  /**
   * Signs an access token (RFC 9068) with the active key of `algorithm`, or of the default. `unavailable` for an
   * algorithm without a key here, and where the signer does not answer. Checks nothing about the claims.
   */
  mint(claims: AccessTokenClaims, algorithm: string | undefined): Promise<Result<string, 'unavailable'>>;
  /** Signs an introspection answer (RFC 9701 §5) with the active key of the default algorithm. Adds nothing to the claims. */
  signIntrospection(claims: JsonObject): Promise<Result<string, 'unavailable'>>;
  /** Signs a checkpoint of the audit trail with the active key of the default algorithm. Adds nothing to the claims. */
  signCheckpoint(claims: JsonObject): Promise<Result<string, 'unavailable'>>;
  /** The public keys of all states, for `/jwks`. */
  jwks(): PublicJwks;
  /** Whether whoever keeps the keys that sign answers. A signer outside is asked; keys in this process are just there. */
  ping(): Promise<Result<void, SignerUnavailable>>;
  /** The keys as they were stored when this ring last looked. */
  keys(): readonly StoredKey[];
  /** Takes over what the store holds now. Where it can't, the ring stays as it was. */
  follow(): Promise<Result<'changed' | 'unchanged', KeyRingFailure>>;
  /** Whether the schedule asks for anything, by what this ring knows. Asks nobody. */
  isDue(): boolean;
  /** Does what the schedule asks for, and follows. */
  tend(): Promise<Result<readonly KeyEvent[], RotationFailure | KeyRingFailure>>;
  /** Does what somebody asks for, and follows. */
  rotate(demand: RotationDemand): Promise<Result<readonly KeyEvent[], RotateFailure | KeyRingFailure>>;
}

/**
 * Opens the ring kept in `store`; what the schedule asks for is done first, so an algorithm that has no key yet gets one.
 * Of several processes that start together on one store exactly one makes it, and the others take it over.
 * Every stored key must open: one that doesn't fails the whole, with nothing signed, published or stored.
 */
export async function openKeyRing(options: KeyRingOptions): Promise<Result<KeyRing, KeyRingFailure>> {
  const ring = createRing(options);
  const known = await ring.follow();
  if (!known.ok) return known;
  const tended = await ring.tend();
  return tended.ok ? ok(ring) : tended;
}

function createRing(options: KeyRingOptions): KeyRing {
  const [byDefault] = options.algorithms;
  let generation: Generation = generationOf([], []);
  let looking: Promise<unknown> = Promise.resolve();

  const keys = () => generation.keys.map(({ stored }) => stored);

  /** One after the other, so that nobody puts back what was read before another's look. */
  function follow(): Promise<Result<'changed' | 'unchanged', KeyRingFailure>> {
    const turn = looking.then(look);
    looking = turn.catch(() => undefined);
    return turn;
  }

  async function look(): Promise<Result<'changed' | 'unchanged', KeyRingFailure>> {
    const stored = await options.store.list();
    if (!stored.ok) return err({ reason: 'store_unavailable' });
    if (isSame(stored.value, keys())) return ok('unchanged');
    const opened = await openKeys(stored.value, generation.keys, options.keeper);
    if (!opened.ok) return opened;
    generation = generationOf(opened.value, options.algorithms);
    return ok('changed');
  }

  async function thenFollow<T, E>(done: Promise<Result<T, E>>): Promise<Result<T, E | KeyRingFailure>> {
    const outcome = await done;
    const followed = await follow();
    return outcome.ok && !followed.ok ? followed : outcome;
  }

  return {
    mint: (claims, algorithm) => generation.signToken(accessTokenPayload(claims), algorithm ?? byDefault),
    signIntrospection: (claims) => generation.signAnswer(claims, byDefault),
    signCheckpoint: (claims) => generation.signCheckpoint(claims, byDefault),
    jwks: () => generation.published,
    ping: () => generation.ping(),
    keys,
    follow,
    isDue: () => isDue(keys(), options),
    tend: () => thenFollow(tend(options)),
    rotate: (demand) => thenFollow(rotate(demand, options)),
  };
}

/** Times change with the state alone, and what is encrypted anew is the same key. */
function isSame(stored: readonly StoredKey[], known: readonly StoredKey[]): boolean {
  return (
    stored.length === known.length &&
    stored.every(({ kid, state }, index) => known[index]?.kid === kid && known[index].state === state)
  );
}
