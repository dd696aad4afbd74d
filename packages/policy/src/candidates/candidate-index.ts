import type { Claims } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import { type AnchorShape, keyUnder } from './anchor.ts';
import { type Key, PersistentMap } from './persistent-map.ts';
import {
  collectPossible,
  everyMapping,
  isEmpty,
  isOn,
  type Tree,
  treeOf,
  withMapping,
  withoutMapping,
} from './tree.ts';

/** The mappings of one issuer whose anchors have the same claims. */
interface Table<M extends CompiledMapping> {
  readonly shape: AnchorShape;
  readonly trees: PersistentMap<Key, Tree<M>>;
}

interface Shelf<M extends CompiledMapping> {
  readonly tables: ReadonlyMap<string, Table<M>>;
  /** How many mappings there are on each target. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Finds mappings by whom they are about: issuer, then anchor, then target and the other exact claims. What it takes
 * grows with the mappings about one workload and with the ways mappings name workloads, not with their number.
 * Immutable.
 */
export class CandidateIndex<M extends CompiledMapping> {
  readonly #shelves: ReadonlyMap<string, Shelf<M>>;

  private constructor(shelves: ReadonlyMap<string, Shelf<M>>) {
    this.#shelves = shelves;
  }

  static empty<M extends CompiledMapping>(): CandidateIndex<M> {
    return new CandidateIndex<M>(new Map());
  }

  /** An index without some mappings and with others. */
  with(added: readonly M[], removed: readonly M[] = []): CandidateIndex<M> {
    const shelves = new Map(this.#shelves);
    const out = Map.groupBy(removed, ({ issuer }) => issuer);
    const into = Map.groupBy(added, ({ issuer }) => issuer);
    for (const issuer of new Set([...out.keys(), ...into.keys()])) {
      shelves.set(issuer, restocked(shelves.get(issuer), into.get(issuer) ?? [], out.get(issuer) ?? []));
    }
    return new CandidateIndex(shelves);
  }

  /** The mappings on a target that may hold for these claims, and perhaps some that do not. */
  possible(issuer: string, target: string, claims: Claims): readonly M[] {
    const found: M[] = [];
    for (const { shape, trees } of this.#shelves.get(issuer)?.tables.values() ?? []) {
      const key = keyUnder(shape, claims);
      const tree = key === undefined ? undefined : trees.get(key);
      if (tree !== undefined) collectPossible(tree, target, claims, found);
    }
    return found;
  }

  /** The mappings about whoever has these claims, on any target, whether they hold or not. */
  about(issuer: string, claims: Claims): readonly M[] {
    const found: M[] = [];
    for (const { shape, trees } of this.#shelves.get(issuer)?.tables.values() ?? []) {
      const key = keyUnder(shape, claims);
      const tree = key === undefined ? undefined : trees.get(key);
      if (tree !== undefined) found.push(...everyMapping(tree));
    }
    return found;
  }

  /** All mappings on a target, whomever they are about. */
  *every(issuer: string, target: string): Generator<M, undefined> {
    for (const { trees } of this.#shelves.get(issuer)?.tables.values() ?? []) {
      for (const tree of trees.values()) {
        for (const mapping of everyMapping(tree)) if (isOn(mapping, target)) yield mapping;
      }
    }
  }

  /** Whether there is no mapping at all on an issuer. */
  isEmpty(issuer: string): boolean {
    return (this.#shelves.get(issuer)?.tables.size ?? 0) === 0;
  }

  /** Whether there is any mapping on a target, whomever it is about. */
  hasAny(issuer: string, target: string): boolean {
    return (this.#shelves.get(issuer)?.counts.get(target) ?? 0) > 0;
  }
}

function restocked<M extends CompiledMapping>(
  shelf: Shelf<M> | undefined,
  added: readonly M[],
  removed: readonly M[],
): Shelf<M> {
  const counts = new Map(shelf?.counts);
  for (const { target } of removed) counts.set(target, (counts.get(target) ?? 0) - 1);
  for (const { target } of added) counts.set(target, (counts.get(target) ?? 0) + 1);
  const tables = new Map(shelf?.tables);
  const out = Map.groupBy(removed, ({ anchor }) => anchor.shape);
  const into = Map.groupBy(added, ({ anchor }) => anchor.shape);
  for (const shape of new Set([...out.keys(), ...into.keys()])) {
    const trees = tables.get(shape.id)?.trees ?? PersistentMap.empty<Key, Tree<M>>();
    const changed = changedTrees(trees, into.get(shape) ?? [], out.get(shape) ?? []);
    if (changed.size === 0) tables.delete(shape.id);
    else tables.set(shape.id, { shape, trees: changed });
  }
  return { tables, counts };
}

function changedTrees<M extends CompiledMapping>(
  trees: PersistentMap<Key, Tree<M>>,
  added: readonly M[],
  removed: readonly M[],
): PersistentMap<Key, Tree<M>> {
  const out = byKey(removed);
  const into = byKey(added);
  const changed = new Map<Key, Tree<M>>();
  const emptied: Key[] = [];
  for (const key of new Set([...out.keys(), ...into.keys()])) {
    const tree = changedTree(trees.get(key), into.get(key) ?? [], out.get(key) ?? []);
    if (isEmpty(tree)) emptied.push(key);
    else changed.set(key, tree);
  }
  return trees.with(changed, emptied);
}

function changedTree<M extends CompiledMapping>(
  tree: Tree<M> | undefined,
  added: readonly M[],
  removed: readonly M[],
): Tree<M> {
  if (tree === undefined) return treeOf(added);
  return added.reduce(withMapping<M>, removed.reduce(withoutMapping<M>, tree));
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
