import type { Claims } from '@cambio/claims';
import type { CompiledMapping, Terms } from '../compile/compiled.ts';
import { keysWithin, keyUnder } from './anchor.ts';
import { hashWith } from './hash.ts';
import { HashTable, type RowKind } from './hash-table.ts';
import type { Key } from './persistent-map.ts';
import { areMany, movedMappings, type PossibilityChange, type Workload } from './possibility-change.ts';
import { type MakeTerms, SharedTerms } from './terms.ts';
import { changedWays } from './way-change.ts';
import { hashOf, leadBehind, leadFrom, rootOf, type Way, Ways } from './ways.ts';

const NONE: readonly never[] = [];

/** A mapping that holds if these terms of it do: what they do not say was checked when it was found. */
export interface Possibility<T> {
  readonly id: string;
  readonly terms: T;
}

/** A mapping of which everything is left to check. */
export function unchecked<T extends CompiledMapping>(mapping: T): Possibility<T> {
  return { id: mapping.id, terms: mapping };
}

/** A mapping, by the way to it and the value that the claims of that way have. */
type MappingRow<T> = readonly [hash: number, way: Way, key: Key, id: string, terms: T];

const MAPPINGS: RowKind<MappingRow<unknown>> = { width: 5, isSame: (row, other) => row[3] === other[3] };

/**
 * The way from a request to the mappings that may hold: from issuer and target to the claims that name workloads there,
 * from the values of these to mappings, and where there are many, to the other claims that tell them apart. Each step
 * is a hash of the step before and a value. What lies there is compared with every step: so the claims by which a mapping
 * is found need no other check. Immutable.
 *
 * Made for the processor: of a million mappings those of one request are in no cache, and waiting for a read costs more
 * than all that is computed here. Claims that lead on are few, and lie in a table of their own. Beside the values by
 * which they are found, many mappings say the same, and share it. So one place is read that the caches cannot hold.
 */
export class Possibilities<M extends CompiledMapping, T extends Terms> {
  readonly #ways: Ways;
  readonly #mappings: HashTable<MappingRow<T>>;
  readonly #terms: SharedTerms<M, T>;

  private constructor(ways: Ways, mappings: HashTable<MappingRow<T>>, terms: SharedTerms<M, T>) {
    this.#ways = ways;
    this.#mappings = mappings;
    this.#terms = terms;
  }

  static empty<M extends CompiledMapping, T extends Terms>(make: MakeTerms<M, T>): Possibilities<M, T> {
    return new Possibilities(Ways.empty(), HashTable.empty<MappingRow<T>>(MAPPINGS), new SharedTerms(make));
  }

  find(issuer: string, target: string, claims: Claims): readonly Possibility<T>[] {
    if (this.#mappings.size === 0) return NONE;
    const found: Possibility<T>[] = [];
    const root = rootOf(issuer, target);
    for (const [, from, value, by, way] of this.#ways.at(root)) {
      if (from !== issuer || value !== target) continue;
      const key = keyUnder(by, claims);
      if (key !== undefined) this.#findOf(hashWith(root, key), way, key, claims, found);
    }
    return found;
  }

  /** The mappings about one workload that may hold. */
  #findOf(hash: number, way: Way, key: Key, claims: Claims, found: Possibility<T>[]): void {
    let areBehind = false;
    for (const [, from, value, by, further] of this.#ways.at(hash)) {
      if (from !== way || value !== key) continue;
      areBehind = true;
      const furtherKey = keyUnder(by, claims);
      if (furtherKey !== undefined) this.#take(hashWith(hash, furtherKey), further, furtherKey, found);
    }
    if (!areBehind) this.#take(hash, way, key, found);
  }

  /** Takes what lies at a hash by this way and value, and not by others that came to the same hash. */
  #take(hash: number, way: Way, key: Key, found: Possibility<T>[]): void {
    for (const [, itsWay, itsKey, id, terms] of this.#mappings.find(hash)) {
      if (itsWay === way && itsKey === key) found.push({ id, terms });
    }
  }

  with(change: PossibilityChange<M>): Possibilities<M, T> {
    const ways = changedWays(this.#ways, change);
    const terms = this.#terms.unworn(this.#mappings.size);
    const added: MappingRow<T>[] = [];
    const removed: MappingRow<T>[] = [];
    for (const workload of change.workloads) {
      const { gone, come } = movedMappings(workload);
      for (const row of rowsOf(workload, gone, areMany(workload.before), this.#ways, terms))
        removed.push(row);
      for (const row of rowsOf(workload, come, areMany(workload.after), ways, terms)) added.push(row);
    }
    return new Possibilities(ways, this.#mappings.with(added, removed), terms);
  }
}

function rowsOf<M extends CompiledMapping, T>(
  workload: Workload,
  mappings: readonly M[],
  areBehind: boolean,
  ways: Ways,
  shared: SharedTerms<M, T>,
): readonly MappingRow<T>[] {
  if (mappings.length === 0) return NONE;
  const { shape, key } = workload;
  const way = ways.of(leadFrom(workload, shape));
  const hash = hashOf(workload);
  return mappings.flatMap((mapping): readonly MappingRow<T>[] => {
    const { id, conditions, anchor } = mapping;
    if (!areBehind) return [[hash, way, key, id, shared.of(mapping, [shape])]];
    const terms = shared.of(mapping, [shape, anchor.further]);
    const behind = ways.of(leadBehind(workload, way, anchor.further));
    return keysWithin(conditions, anchor.further).map((furtherKey) => [
      hashWith(hash, furtherKey),
      behind,
      furtherKey,
      id,
      terms,
    ]);
  });
}
