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
    else if (usable.some((known) => isSame(known, judged.value)))
      filtered.push({ kid: kidOf(jwk), flaw: 'duplicate' });
    else usable.push(judged.value);
  }
  const distinct = usable.filter((key) => !usable.some((other) => other !== key && collide(key, other)));
  const ambiguous = usable.filter((key) => !distinct.includes(key));
  filtered.push(...ambiguous.map(({ kid }) => ({ kid, flaw: 'duplicate' as const })));
  const index = indexKeys(distinct);
  return { find: (kid, algorithm) => index.get(kid)?.get(algorithm), size: distinct.length, filtered };
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

type Index = ReadonlyMap<string | undefined, ReadonlyMap<Algorithm, KeyObject>>;

/** By `kid` and algorithm; under `undefined` the algorithms that exactly one key fits. */
function indexKeys(keys: readonly UsableKey[]): Index {
  const index = new Map<string | undefined, Map<Algorithm, KeyObject>>([[undefined, onlyKeys(keys)]]);
  for (const { kid, key, algorithms } of keys) {
    if (kid === undefined) continue;
    const byAlgorithm = index.get(kid) ?? new Map<Algorithm, KeyObject>();
    index.set(kid, byAlgorithm);
    for (const algorithm of algorithms) byAlgorithm.set(algorithm, key);
  }
  return index;
}

function onlyKeys(keys: readonly UsableKey[]): Map<Algorithm, KeyObject> {
  const algorithms = new Set(keys.flatMap((key) => key.algorithms));
  const only = new Map<Algorithm, KeyObject>();
  for (const algorithm of algorithms) {
    const [first, ...others] = keys.filter((key) => key.algorithms.includes(algorithm));
    if (first !== undefined && others.length === 0) only.set(algorithm, first.key);
  }
  return only;
}

function kidOf(jwk: JsonValue): string | undefined {
  return isJsonObject(jwk) && typeof jwk.kid === 'string' ? jwk.kid : undefined;
}
