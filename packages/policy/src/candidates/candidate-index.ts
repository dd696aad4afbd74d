import type { Claims } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import { type AnchorShape, keyUnder } from './anchor.ts';
import { PersistentMap } from './persistent-map.ts';
import type { Key } from './slots.ts';
import {
  collectAll,
  isEmpty,
  joined,
  possibleIn,
  type Tree,
  treeOf,
  withMapping,
  withoutMapping,
} from './tree.ts';

/** The mappings of one issuer on one target whose anchors have the same claims. */
interface Table<M extends CompiledMapping> {
  readonly shape: AnchorShape;
  readonly trees: PersistentMap<Key, Tree<M>>;
}

const NONE: readonly never[] = [];

/** Tables by target. */
type Shelf<M extends CompiledMapping> = ReadonlyMap<string, readonly Table<M>[]>;

/**
 * Finds mappings by issuer, target, and whom they are about. What that takes grows with the mappings about one
 * workload, and with the ways that mappings name workloads, but not with the number of mappings. Immutable.
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
    const into = Map.groupBy(added, ({ issuer }) => issuer);
    const out = Map.groupBy(removed, ({ issuer }) => issuer);
    for (const issuer of new Set([...out.keys(), ...into.keys()])) {
      const shelf = changedShelf(shelves.get(issuer), into.get(issuer) ?? [], out.get(issuer) ?? []);
      if (shelf.size === 0) shelves.delete(issuer);
      else shelves.set(issuer, shelf);
    }
    return new CandidateIndex(shelves);
  }

  /** The mappings on a target that may hold for these claims, and perhaps some that do not. */
  possible(issuer: string, target: string, claims: Claims): readonly M[] {
    let found: readonly M[] = NONE;
    for (const table of this.#tables(issuer, target)) {
      const tree = treeAbout(table, claims);
      if (tree !== undefined) found = joined(found, possibleIn(tree, claims));
    }
    return found;
  }

  /** The mappings on a target about whoever has these claims, whether they hold or not. */
  about(issuer: string, target: string, claims: Claims): readonly M[] {
    const found: M[] = [];
    for (const table of this.#tables(issuer, target)) {
      const tree = treeAbout(table, claims);
      if (tree !== undefined) collectAll(tree, found);
    }
    return found;
  }

  /** The mappings on a target about those whom keys name, for each way of naming them that `keysOf` has keys for. */
  *trees(
    issuer: string,
    target: string,
    keysOf: (shape: AnchorShape) => readonly Key[],
  ): Generator<Tree<M>, undefined> {
    for (const { shape, trees } of this.#tables(issuer, target)) {
      for (const key of keysOf(shape)) {
        const tree = trees.get(key);
        if (tree !== undefined) yield tree;
      }
    }
  }

  /** All mappings on a target, whomever they are about; some perhaps more than once. */
  *every(issuer: string, target: string): Generator<M, undefined> {
    for (const { trees } of this.#tables(issuer, target)) {
      for (const tree of trees.values()) {
        const found: M[] = [];
        collectAll(tree, found);
        yield* found;
      }
    }
  }

  /** Whether there is any mapping on a target, whomever it is about. */
  hasAny(issuer: string, target: string): boolean {
    return this.#tables(issuer, target).length > 0;
  }

  #tables(issuer: string, target: string): readonly Table<M>[] {
    return this.#shelves.get(issuer)?.get(target) ?? NONE;
  }
}

function treeAbout<M extends CompiledMapping>(
  { shape, trees }: Table<M>,
  claims: Claims,
): Tree<M> | undefined {
  const key = keyUnder(shape, claims);
  return key === undefined ? undefined : trees.get(key);
}

function changedShelf<M extends CompiledMapping>(
  shelf: Shelf<M> | undefined,
  added: readonly M[],
  removed: readonly M[],
): Shelf<M> {
  const changed = new Map(shelf);
  const into = Map.groupBy(added, ({ target }) => target);
  const out = Map.groupBy(removed, ({ target }) => target);
  for (const target of new Set([...out.keys(), ...into.keys()])) {
    const tables = changedTables(changed.get(target) ?? [], into.get(target) ?? [], out.get(target) ?? []);
    if (tables.length === 0) changed.delete(target);
    else changed.set(target, tables);
  }
  return changed;
}

function changedTables<M extends CompiledMapping>(
  tables: readonly Table<M>[],
  added: readonly M[],
  removed: readonly M[],
): readonly Table<M>[] {
  const into = Map.groupBy(added, ({ anchor }) => anchor.shape);
  const out = Map.groupBy(removed, ({ anchor }) => anchor.shape);
  const shapes = new Set([...tables.map(({ shape }) => shape), ...into.keys()]);
  return [...shapes]
    .map((shape) => {
      const trees =
        tables.find((table) => table.shape === shape)?.trees ?? PersistentMap.empty<Key, Tree<M>>();
      return { shape, trees: changedTrees(trees, into.get(shape) ?? [], out.get(shape) ?? []) };
    })
    .filter(({ trees }) => trees.size > 0);
}

function changedTrees<M extends CompiledMapping>(
  trees: PersistentMap<Key, Tree<M>>,
  added: readonly M[],
  removed: readonly M[],
): PersistentMap<Key, Tree<M>> {
  if (added.length === 0 && removed.length === 0) return trees;
  const into = byKey(added);
  const out = byKey(removed);
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
