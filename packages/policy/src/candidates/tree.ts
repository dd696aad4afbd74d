import { type ClaimPath, type Claims, lookUp } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import type { Scalar } from '../document/matcher-form.ts';
import { exactValues } from './anchor.ts';
import { entriesOf, find, hashOf, type Slots, slotsOf } from './slots.ts';

/**
 * The mappings on one target about one workload: one by itself, a few in a list, many in branches by a claim that they
 * hold to exact values. Immutable; a changed tree shares its other branches.
 */
export type Tree<M extends CompiledMapping> = M | readonly M[] | Branch<M>;

interface Branch<M extends CompiledMapping> {
  /** The claim that tells the children apart. */
  readonly by: ClaimPath;
  readonly children: Slots<Scalar, Tree<M>>;
  /** Mappings that hold it to no exact value. */
  readonly rest: Tree<M>;
}

/** Lists up to this long are faster read than branched. */
const LIST = 8;

export function treeOf<M extends CompiledMapping>(mappings: readonly M[]): Tree<M> {
  const [only] = mappings;
  if (only !== undefined && mappings.length === 1) return only;
  const best = mappings.length <= LIST ? undefined : bestBranching(mappings);
  if (best === undefined) return mappings;
  const children = new Map([...best.children].map(([value, some]) => [value, treeOf(some)] as const));
  return { by: best.by, children: slotsOf(children), rest: treeOf(best.rest) };
}

interface Branching<M> {
  readonly by: ClaimPath;
  readonly children: ReadonlyMap<Scalar, readonly M[]>;
  readonly rest: readonly M[];
}

/** The branching that leaves the fewest mappings to look at, when that is a good deal fewer. */
function bestBranching<M extends CompiledMapping>(mappings: readonly M[]): Branching<M> | undefined {
  const paths = new Map<string, ClaimPath>();
  for (const { conditions } of mappings) {
    for (const condition of conditions) {
      if (exactValues(condition) !== undefined) paths.set(condition.path.text, condition.path);
    }
  }
  let best: Branching<M> | undefined;
  let fewest = mappings.length * 0.75;
  for (const by of paths.values()) {
    const branching = branched(mappings, by);
    const left =
      branching.rest.length + Math.max(...[...branching.children.values()].map(({ length }) => length));
    if (left < fewest) [best, fewest] = [branching, left];
  }
  return best;
}

function branched<M extends CompiledMapping>(mappings: readonly M[], by: ClaimPath): Branching<M> {
  const children = new Map<Scalar, M[]>();
  const rest: M[] = [];
  for (const mapping of mappings) {
    const values = valuesUnder(mapping, by);
    if (values === undefined) rest.push(mapping);
    for (const value of values ?? []) {
      const child = children.get(value);
      if (child === undefined) children.set(value, [mapping]);
      else child.push(mapping);
    }
  }
  return { by, children, rest };
}

function valuesUnder({ conditions }: CompiledMapping, by: ClaimPath): readonly Scalar[] | undefined {
  const condition = conditions.find(({ path }) => path.text === by.text);
  return condition === undefined ? undefined : exactValues(condition);
}

export function withMapping<M extends CompiledMapping>(tree: Tree<M>, mapping: M): Tree<M> {
  if (!isBranch(tree)) return treeOf([...listed(tree), mapping]);
  const values = valuesUnder(mapping, tree.by);
  if (values === undefined) return { ...tree, rest: withMapping(tree.rest, mapping) };
  const children = new Map(entriesOf(tree.children));
  for (const value of values) children.set(value, withMapping(children.get(value) ?? [], mapping));
  return { ...tree, children: slotsOf(children) };
}

export function withoutMapping<M extends CompiledMapping>(tree: Tree<M>, mapping: M): Tree<M> {
  if (!isBranch(tree)) return treeOf(listed(tree).filter(({ id }) => id !== mapping.id));
  const values = valuesUnder(mapping, tree.by);
  if (values === undefined) return { ...tree, rest: withoutMapping(tree.rest, mapping) };
  const children = new Map(entriesOf(tree.children));
  for (const value of values) {
    const child = withoutMapping(children.get(value) ?? [], mapping);
    if (isEmpty(child)) children.delete(value);
    else children.set(value, child);
  }
  return { ...tree, children: slotsOf(children) };
}

export function isEmpty<M extends CompiledMapping>(tree: Tree<M>): boolean {
  if (!isBranch(tree)) return listed(tree).length === 0;
  return entriesOf(tree.children).next().done === true && isEmpty(tree.rest);
}

/** The mappings that may hold: of those it leaves out, an exact claim does not. */
export function possibleIn<M extends CompiledMapping>(tree: Tree<M>, claims: Claims): readonly M[] {
  if (!isBranch(tree)) return listed(tree);
  const value = lookUp(claims, tree.by);
  const child =
    typeof value === 'object' || value === undefined ? undefined : find(tree.children, value, hashOf(value));
  const rest = possibleIn(tree.rest, claims);
  return child === undefined ? rest : joined(possibleIn(child, claims), rest);
}

/** Both lists in one; the same one where the other is empty. */
export function joined<M>(some: readonly M[], others: readonly M[]): readonly M[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...some, ...others];
}

/** Adds every mapping; one that holds a claim to several values perhaps more than once. */
export function collectAll<M extends CompiledMapping>(tree: Tree<M>, found: M[]): void {
  if (!isBranch(tree)) {
    for (const mapping of listed(tree)) found.push(mapping);
    return;
  }
  for (const [, child] of entriesOf(tree.children)) collectAll(child, found);
  collectAll(tree.rest, found);
}

function isBranch<M extends CompiledMapping>(tree: Tree<M>): tree is Branch<M> {
  return 'by' in tree;
}

function listed<M extends CompiledMapping>(leaf: M | readonly M[]): readonly M[] {
  return isList(leaf) ? leaf : [leaf];
}

function isList<M extends CompiledMapping>(leaf: M | readonly M[]): leaf is readonly M[] {
  return Array.isArray(leaf);
}
