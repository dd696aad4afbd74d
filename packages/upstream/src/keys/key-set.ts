import type { KeyObject } from 'node:crypto';
import { isJsonObject, type JsonValue } from '@cambio/oauth';
import type { Algorithm } from '../signature/algorithms.ts';
import { judgeKey, type KeyFlaw, type KeyNeeds, type UsableKey } from './filter.ts';

/** One key set of one issuer, imported. Immutable. */
export interface KeySet {
  /**
   * The one key that a token with this `kid` and algorithm can have been signed with. Without a `kid`, the only key
   * that fits the algorithm; several, or none, give nothing.
   */
  readonly find: (kid: string | undefined, algorithm: Algorithm) => KeyObject | undefined;
  /** Keys in use. */
  readonly size: number;
  readonly filtered: readonly FilteredKey[];
}

/** A member of a published set that is not used, and why. */
export interface FilteredKey {
  readonly kid: string | undefined;
  readonly flaw: KeyFlaw;
}

const MAX_SHOWN = 100;

/**
 * Imports the members of a JWK Set that can be used (RFC 7517 §5), and says of the rest why not. A key that is there
 * twice counts once. Different keys under one `kid` and algorithm are told apart by nothing, so none of them is used.
 */
export function importKeySet(jwks: readonly JsonValue[], needs: KeyNeeds): KeySet {
  const usable: UsableKey[] = [];
  const filtered: FilteredKey[] = [];
  for (const jwk of jwks) {
    const judged = judgeKey(jwk, needs);
    if (!judged.ok) filtered.push({ kid: kidOf(jwk), flaw: judged.error });
    else if (usable.some((known) => isSame(known, judged.value))) filtered.push(duplicate(judged.value));
    else usable.push(judged.value);
  }
  const distinct = usable.filter((key) => !usable.some((other) => other !== key && collide(key, other)));
  filtered.push(...usable.filter((key) => !distinct.includes(key)).map(duplicate));
  const byName = indexByName(distinct);
  const only = indexOnly(usable);
  return {
    find: (kid, algorithm) => (kid === undefined ? only : byName.get(kid))?.get(algorithm),
    size: distinct.length,
    filtered,
  };
}

function duplicate({ kid }: UsableKey): FilteredKey {
  return { kid: kid?.slice(0, MAX_SHOWN), flaw: 'duplicate' };
}

function isSame(one: UsableKey, other: UsableKey): boolean {
  return one.kid === other.kid && one.key.equals(other.key) && shareAlgorithm(one, other);
}

/** Keys without a `kid` are found by being the only one that fits, so they do not collide. */
function collide(one: UsableKey, other: UsableKey): boolean {
  return one.kid !== undefined && one.kid === other.kid && shareAlgorithm(one, other);
}

function shareAlgorithm(one: UsableKey, other: UsableKey): boolean {
  return one.algorithms.some((algorithm) => other.algorithms.includes(algorithm));
}

type KeyByAlgorithm = ReadonlyMap<Algorithm, KeyObject>;

function indexByName(keys: readonly UsableKey[]): ReadonlyMap<string, KeyByAlgorithm> {
  const index = new Map<string, Map<Algorithm, KeyObject>>();
  for (const { kid, key, algorithms } of keys) {
    if (kid === undefined) continue;
    const byAlgorithm = index.get(kid) ?? new Map<Algorithm, KeyObject>();
    index.set(kid, byAlgorithm);
    for (const algorithm of algorithms) byAlgorithm.set(algorithm, key);
  }
  return index;
}

/** The algorithms that exactly one key fits; a key that is not told apart by its name still counts as another. */
function indexOnly(keys: readonly UsableKey[]): KeyByAlgorithm {
  const only = new Map<Algorithm, KeyObject>();
  for (const algorithm of new Set(keys.flatMap((key) => key.algorithms))) {
    const [first, ...others] = keys.filter((key) => key.algorithms.includes(algorithm));
    if (first !== undefined && others.length === 0) only.set(algorithm, first.key);
  }
  return only;
}

/** For people to read, so not at any length. */
function kidOf(jwk: JsonValue): string | undefined {
  return isJsonObject(jwk) && typeof jwk.kid === 'string' ? jwk.kid.slice(0, MAX_SHOWN) : undefined;
}
