import type { Claims } from '@cambio/claims';
import type { CompiledMapping, Terms } from '../compile/compiled.ts';
import { type AnchorShape, keyUnder } from './anchor.ts';
import { type Key, PersistentMap } from './persistent-map.ts';
import { Possibilities, type Possibility } from './possibilities.ts';
import type { Place, PlaceChange, WorkloadChange } from './possibility-change.ts';
import type { MakeTerms } from './terms.ts';

/** The mappings of one issuer on one target whose anchors have the same claims. */
interface Table<M extends CompiledMapping> {
  readonly shape: AnchorShape;
  /** The mappings about one workload each. */
  readonly groups: PersistentMap<Key, readonly M[]>;
}

const NONE: readonly never[] = [];

/**
 * Finds mappings by issuer, target, and whom they are about. What that takes grows with the mappings about one
 * workload, and with the ways that mappings name workloads, but not with the number of mappings. Immutable.
 */
export class CandidateIndex<M extends CompiledMapping, T extends Terms> {
  readonly #shelves: ReadonlyMap<string, readonly Table<M>[]>;
  readonly #possibilities: Possibilities<M, T>;

  private constructor(shelves: ReadonlyMap<string, readonly Table<M>[]>, possibilities: Possibilities<M, T>) {
    this.#shelves = shelves;
    this.#possibilities = possibilities;
  }

  static empty<M extends CompiledMapping, T extends Terms>(make: MakeTerms<M, T>): CandidateIndex<M, T> {
    return new CandidateIndex(new Map(), Possibilities.empty(make));
  }

  /** An index without some mappings and with others. */
  with(added: readonly M[], removed: readonly M[] = []): CandidateIndex<M, T> {
    if (added.length === 0 && removed.length === 0) return this;
    const shelves = new Map(this.#shelves);
    const places: PlaceChange[] = [];
    const workloads: WorkloadChange<M>[] = [];
    const into = Map.groupBy(added, ({ issuer, target }) => shelfOf(issuer, target));
    const out = Map.groupBy(removed, ({ issuer, target }) => shelfOf(issuer, target));
    for (const shelf of new Set([...out.keys(), ...into.keys()])) {
      const before = shelves.get(shelf) ?? NONE;
      const [put, gone] = [into.get(shelf) ?? NONE, out.get(shelf) ?? NONE];
      const some = put[0] ?? gone[0];
      if (some === undefined) continue;
      const place = { issuer: some.issuer, target: some.target };
      const tables = changedTables(before, put, gone, { workloads, place });
      places.push({ ...place, before: before.map(shapeOf), after: tables.map(shapeOf) });
      if (tables.length === 0) shelves.delete(shelf);
      else shelves.set(shelf, tables);
    }
    return new CandidateIndex(shelves, this.#possibilities.with({ places, workloads }));
  }

  /** The mappings on a target that hold for these claims if their remaining terms do. */
  possible(issuer: string, target: string, claims: Claims): readonly Possibility<T>[] {
    return this.#possibilities.find(issuer, target, claims);
  }

  /** The mappings on a target about whoever has these claims, whether they hold or not. */
  about(issuer: string, target: string, claims: Claims): readonly M[] {
    return this.#tables(issuer, target).flatMap(({ shape, groups }) => {
      const key = keyUnder(shape, claims);
      return key === undefined ? NONE : (groups.get(key) ?? NONE);
    });
  }

  /** The mappings on a target about those whom keys name, for each way of naming them that `keysOf` has keys for. */
  *groups(
    issuer: string,
    target: string,
    keysOf: (shape: AnchorShape) => readonly Key[],
  ): Generator<readonly M[], undefined> {
    for (const { shape, groups } of this.#tables(issuer, target)) {
      for (const key of keysOf(shape)) {
        const group = groups.get(key);
        if (group !== undefined) yield group;
      }
    }
  }

  /** All mappings on a target, whomever they are about; some perhaps more than once. */
  *every(issuer: string, target: string): Generator<M, undefined> {
    for (const { groups } of this.#tables(issuer, target)) {
      for (const group of groups.values()) yield* group;
    }
  }

  /** Whether there is any mapping on a target, whomever it is about. */
  hasAny(issuer: string, target: string): boolean {
    return this.#shelves.has(shelfOf(issuer, target));
  }

  #tables(issuer: string, target: string): readonly Table<M>[] {
    return this.#shelves.get(shelfOf(issuer, target)) ?? NONE;
  }
}

/** Ids have no `/`. */
function shelfOf(issuer: string, target: string): string {
  return `${issuer}/${target}`;
}

function shapeOf({ shape }: Table<CompiledMapping>): AnchorShape {
  return shape;
}

/** Where groups change, and what learns of it. */
interface Recording<M extends CompiledMapping> {
  readonly workloads: WorkloadChange<M>[];
  readonly place: Place;
}

function changedTables<M extends CompiledMapping>(
  tables: readonly Table<M>[],
  added: readonly M[],
  removed: readonly M[],
  recording: Recording<M>,
): readonly Table<M>[] {
  const into = Map.groupBy(added, ({ anchor }) => anchor.shape);
  const out = Map.groupBy(removed, ({ anchor }) => anchor.shape);
  const shapes = new Set([...tables.map(shapeOf), ...into.keys()]);
  return [...shapes]
    .map((shape) => {
      const groups = tables.find((table) => table.shape === shape)?.groups ?? PersistentMap.empty();
      return {
        shape,
        groups: changedGroups(groups, into.get(shape) ?? NONE, out.get(shape) ?? NONE, shape, recording),
      };
    })
    .filter(({ groups }) => groups.size > 0);
}

function changedGroups<M extends CompiledMapping>(
  groups: PersistentMap<Key, readonly M[]>,
  added: readonly M[],
  removed: readonly M[],
  shape: AnchorShape,
  { workloads, place }: Recording<M>,
): PersistentMap<Key, readonly M[]> {
  if (added.length === 0 && removed.length === 0) return groups;
  const into = byKey(added);
  const out = byKey(removed);
  const changed = new Map<Key, readonly M[]>();
  const emptied: Key[] = [];
  for (const key of new Set([...out.keys(), ...into.keys()])) {
    const before = groups.get(key) ?? NONE;
    const gone = new Set(out.get(key)?.map(({ id }) => id));
    const group = [...before.filter(({ id }) => !gone.has(id)), ...(into.get(key) ?? NONE)];
    workloads.push({ ...place, shape, key, before, after: group });
    if (group.length === 0) emptied.push(key);
    else changed.set(key, group);
  }
  return groups.with(changed, emptied);
}

function byKey<M extends CompiledMapping>(mappings: readonly M[]): ReadonlyMap<Key, readonly M[]> {
  const found = new Map<Key, M[]>();
  for (const mapping of mappings) {
    for (const key of mapping.anchor.keys) {
      const some = found.get(key);
      if (some === undefined) found.set(key, [mapping]);
      else some.push(mapping);
    }
  }
  return found;
}
