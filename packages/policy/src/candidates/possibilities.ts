import type { Claims } from '@cambio/claims';
import type { CompiledMapping, Terms } from '../compile/compiled.ts';
import { type AnchorShape, keysWithin, keyUnder } from './anchor.ts';
import { hashWith } from './hash.ts';
import { HashTable, type RowKind } from './hash-table.ts';
import type { Key } from './persistent-map.ts';
import {
  type Placed,
  type PossibilityChange,
  rootOf,
  type WayRow,
  type Workload,
} from './possibility-change.ts';
import { type MakeTerms, type Remaining, SharedTerms } from './terms.ts';

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

/** A mapping, and the values by which it is found. */
type MappingRow<T> = readonly [
  hash: number,
  key: Key,
  furtherKey: Key | undefined,
  id: string,
  terms: Remaining<T>,
];

const WAYS: RowKind<WayRow> = {
  width: 6,
  isSame: (row, other) => row.every((cell, index) => cell === other[index]),
};

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
  readonly #ways: HashTable<WayRow>;
  readonly #mappings: HashTable<MappingRow<T>>;
  readonly #terms: SharedTerms<M, T>;

  private constructor(ways: HashTable<WayRow>, mappings: HashTable<MappingRow<T>>, terms: SharedTerms<M, T>) {
    this.#ways = ways;
    this.#mappings = mappings;
    this.#terms = terms;
  }

  static empty<M extends CompiledMapping, T extends Terms>(make: MakeTerms<M, T>): Possibilities<M, T> {
    return new Possibilities(
      HashTable.empty(WAYS),
      HashTable.empty<MappingRow<T>>(MAPPINGS),
      new SharedTerms(make),
    );
  }

  find(issuer: string, target: string, claims: Claims): readonly Possibility<T>[] {
    if (this.#mappings.isEmpty) return NONE;
    const found: Possibility<T>[] = [];
    const root = rootOf(issuer, target);
    for (const way of this.#ways.find(root)) {
      const [, shape] = way;
      if (!leadsFrom(way, issuer, target, undefined, undefined)) continue;
      const key = keyUnder(shape, claims);
      if (key !== undefined) this.#findOf({ issuer, target, shape, key }, hashWith(root, key), claims, found);
    }
    return found;
  }

  /** The mappings about one workload that may hold. */
  #findOf(workload: Workload, at: number, claims: Claims, found: Possibility<T>[]): void {
    const { issuer, target, shape, key } = workload;
    let isBehind = false;
    for (const way of this.#ways.find(at)) {
      if (!leadsFrom(way, issuer, target, shape, key)) continue;
      isBehind = true;
      const [, further] = way;
      const furtherKey = keyUnder(further, claims);
      if (furtherKey !== undefined)
        this.#take(hashWith(at, furtherKey), workload, further, furtherKey, found);
    }
    if (!isBehind) this.#take(at, workload, undefined, undefined, found);
  }

  /** Takes what lies at a hash and is about these values, and not about others that came to the same hash. */
  #take(
    hash: number,
    { issuer, target, shape, key }: Workload,
    further: AnchorShape | undefined,
    furtherKey: Key | undefined,
    found: Possibility<T>[],
  ): void {
    for (const [, itsKey, itsFurtherKey, id, terms] of this.#mappings.find(hash)) {
      if (itsKey !== key || itsFurtherKey !== furtherKey) continue;
      if (terms.by !== shape || terms.further !== further) continue;
      if (terms.issuer === issuer && terms.target === target) found.push({ id, terms });
    }
  }

  with({ ways, mappings }: PossibilityChange<M>): Possibilities<M, T> {
    const rowsOf = (some: readonly Placed<M>[]) => some.flatMap((placed) => this.#rowsOf(placed));
    return new Possibilities(
      this.#ways.with(ways.added, ways.removed),
      this.#mappings.with(rowsOf(mappings.added), rowsOf(mappings.removed)),
      this.#terms,
    );
  }

  #rowsOf({
    mapping,
    workload: { issuer, target, shape, key },
    isBehind,
  }: Placed<M>): readonly MappingRow<T>[] {
    const { id, conditions, anchor } = mapping;
    const at = hashWith(rootOf(issuer, target), key);
    const further = isBehind ? anchor.further : undefined;
    const terms = this.#terms.of(mapping, { by: shape, further });
    if (further === undefined) return [[at, key, undefined, id, terms]];
    return keysWithin(conditions, further).map((furtherKey) => [
      hashWith(at, furtherKey),
      key,
      furtherKey,
      id,
      terms,
    ]);
  }
}

/** Whether a way that lies at a hash leads on from there, and not from elsewhere that came to the same hash. */
function leadsFrom(
  [, , itsIssuer, itsTarget, itsShape, itsKey]: WayRow,
  issuer: string,
  target: string,
  shape: AnchorShape | undefined,
  key: Key | undefined,
): boolean {
  return itsKey === key && itsShape === shape && itsIssuer === issuer && itsTarget === target;
}
