import type { Claims } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import { type AnchorShape, keysWithin, keyUnder } from './anchor.ts';
import { hashWith, NO_HASH } from './hash.ts';
import { HashTable, isList } from './hash-table.ts';
import type { Key } from './persistent-map.ts';

/** What lies at a hash: a mapping, or the claims whose values lead on. */
type Node<M extends CompiledMapping> = M | AnchorShape;

/** So many mappings about one workload are faster looked at than told apart. */
const FEW = 8;

const NONE: readonly never[] = [];

/**
 * The way from a request to the mappings that may hold: from issuer and target to the claims that name workloads there,
 * from the values of these to mappings, and where there are many, to the other claims that tell them apart. Each step
 * is a hash of the step before and a value; all of them lie in one table. Two ways can come to one hash: what is found
 * is what may hold, and perhaps something else that its conditions refuse. Immutable.
 */
export class Possibilities<M extends CompiledMapping> {
  readonly #nodes: HashTable<Node<M>>;

  private constructor(nodes: HashTable<Node<M>>) {
    this.#nodes = nodes;
  }

  static empty<M extends CompiledMapping>(): Possibilities<M> {
    return new Possibilities<M>(HashTable.empty());
  }

  find(issuer: string, target: string, claims: Claims): readonly M[] {
    if (this.#nodes.isEmpty) return NONE;
    const found = this.#from(rootOf(issuer, target), claims, 2);
    return found.every((mapping) => mapping.issuer === issuer && mapping.target === target)
      ? found
      : found.filter((mapping) => mapping.issuer === issuer && mapping.target === target);
  }

  /** What lies at a hash, and so many steps on. */
  #from(hash: number, claims: Claims, steps: number): readonly M[] {
    const nodes = this.#nodes.find(hash);
    if (nodes === undefined) return NONE;
    return isList(nodes)
      ? nodes.flatMap((node) => this.#behind(node, hash, claims, steps))
      : this.#behind(nodes, hash, claims, steps);
  }

  #behind(node: Node<M>, hash: number, claims: Claims, steps: number): readonly M[] {
    if (!isShape(node)) return [node];
    const key = steps === 0 ? undefined : keyUnder(node, claims);
    return key === undefined ? NONE : this.#from(hashWith(hash, key), claims, steps - 1);
  }

  with({ added, removed }: Pick<PossibilityChange<M>, 'added' | 'removed'>): Possibilities<M> {
    return new Possibilities(this.#nodes.with(added, removed));
  }
}

/** Whose tokens mappings are for, and what they give. */
export type Place = Pick<CompiledMapping, 'issuer' | 'target'>;

interface Entries<M extends CompiledMapping> {
  readonly hashes: number[];
  readonly values: Node<M>[];
}

/** Collects what to change, so that no more is changed than differs. */
export class PossibilityChange<M extends CompiledMapping> {
  readonly added: Entries<M> = { hashes: [], values: [] };
  readonly removed: Entries<M> = { hashes: [], values: [] };

  /** The claims by which mappings of an issuer on a target name workloads, before and after. */
  shapes({ issuer, target }: Place, before: readonly AnchorShape[], after: readonly AnchorShape[]): void {
    const root = [rootOf(issuer, target)];
    this.#differ(new Map(before.map((shape) => [shape, root])), new Map(after.map((shape) => [shape, root])));
  }

  /** The mappings about one workload, before and after. */
  group({ issuer, target }: Place, key: Key, before: readonly M[], after: readonly M[]): void {
    const at = hashWith(rootOf(issuer, target), key);
    this.#differ(nodesOf(before, at), nodesOf(after, at));
  }

  #differ(before: Placed<M>, after: Placed<M>): void {
    for (const [node, hashes] of before) place(node, hashes, after.get(node), this.removed);
    for (const [node, hashes] of after) place(node, hashes, before.get(node), this.added);
  }
}

/** Nodes, and the hashes that each lies at. */
type Placed<M extends CompiledMapping> = ReadonlyMap<Node<M>, readonly number[]>;

function place<M extends CompiledMapping>(
  node: Node<M>,
  hashes: readonly number[],
  others: readonly number[] | undefined,
  entries: Entries<M>,
): void {
  for (const hash of hashes) {
    if (others?.includes(hash)) continue;
    entries.hashes.push(hash);
    entries.values.push(node);
  }
}

/** Where the mappings about one workload lie: a few right at the hash of it, many by their other exact claims. */
function nodesOf<M extends CompiledMapping>(mappings: readonly M[], at: number): Placed<M> {
  const placed = new Map<Node<M>, readonly number[]>();
  for (const mapping of mappings) {
    const { further } = mapping.anchor;
    if (mappings.length > FEW && further.paths.length > 0) {
      placed.set(further, [at]);
      const hashes = keysWithin(mapping.conditions, further).map((key) => hashWith(at, key));
      placed.set(mapping, [...new Set(hashes)]);
    } else placed.set(mapping, [at]);
  }
  return placed;
}

function rootOf(issuer: string, target: string): number {
  return hashWith(hashWith(NO_HASH, issuer), target);
}

function isShape<M extends CompiledMapping>(node: Node<M>): node is AnchorShape {
  return 'paths' in node;
}
