import type { Claims } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import { type AnchorShape, keysWithin, keyUnder } from './anchor.ts';
import { hashWith, NO_HASH } from './hash.ts';
import { HashTable, isList } from './hash-table.ts';
import type { Key } from './persistent-map.ts';

/** So many mappings about one workload are faster looked at than told apart. */
const FEW = 8;

const NONE: readonly never[] = [];

/** From issuer and target to a workload, and to what else tells its mappings apart. */
const STEPS = 2;

/** Leads nowhere else: mappings lie at this hash, though by chance another way leads on from it. */
const HERE: AnchorShape = { id: 'here', paths: [] };

/**
 * The way from a request to the mappings that may hold: from issuer and target to the claims that name workloads there,
 * from the values of these to mappings, and where there are many, to the other claims that tell them apart. Each step
 * is a hash of the step before and a value. Two ways can come to one hash: what is found is what may hold, and perhaps
 * something else that its conditions refuse. Immutable.
 *
 * Made for the processor: of a million mappings those of one request are in no cache, and waiting for a read costs more
 * than all that is computed here. Claims that lead on are few, and lie in a table of their own that the caches can hold;
 * so only one place of the large table is read, and the mapping there.
 */
export class Possibilities<M extends CompiledMapping> {
  /** The claims whose values lead on. */
  readonly #shapes: HashTable<AnchorShape>;
  readonly #mappings: HashTable<M>;

  private constructor(shapes: HashTable<AnchorShape>, mappings: HashTable<M>) {
    this.#shapes = shapes;
    this.#mappings = mappings;
  }

  static empty<M extends CompiledMapping>(): Possibilities<M> {
    return new Possibilities<M>(HashTable.empty(), HashTable.empty());
  }

  find(issuer: string, target: string, claims: Claims): readonly M[] {
    if (this.#mappings.isEmpty) return NONE;
    const found = this.#from(rootOf(issuer, target), claims, STEPS);
    const isMeant = (mapping: M) => mapping.issuer === issuer && mapping.target === target;
    return found.every(isMeant) ? found : found.filter(isMeant);
  }

  /** What claims lead to from a hash, in so many steps at most. */
  #from(hash: number, claims: Claims, steps: number): readonly M[] {
    const shapes = steps === 0 ? undefined : this.#shapes.find(hash);
    if (shapes === undefined) return this.#at(hash);
    return isList(shapes)
      ? shapes.flatMap((shape) => this.#behind(shape, hash, claims, steps))
      : this.#behind(shapes, hash, claims, steps);
  }

  #behind(shape: AnchorShape, hash: number, claims: Claims, steps: number): readonly M[] {
    if (shape === HERE) return this.#at(hash);
    const key = keyUnder(shape, claims);
    return key === undefined ? NONE : this.#from(hashWith(hash, key), claims, steps - 1);
  }

  #at(hash: number): readonly M[] {
    const found = this.#mappings.find(hash);
    if (found === undefined) return NONE;
    return isList(found) ? found : [found];
  }

  with({ shapes, mappings }: PossibilityChange<M>): Possibilities<M> {
    const next = new Possibilities(
      this.#shapes.with(shapes.added, shapes.removed),
      this.#mappings.with(mappings.added, mappings.removed),
    );
    return next.#markingChance([...shapes.added.hashes, ...mappings.added.hashes]);
  }

  /** Marks those of some hashes where mappings lie and a way leads on. Marks stay: a needless one does no harm. */
  #markingChance(hashes: readonly number[]): Possibilities<M> {
    const both = new Set<number>();
    for (const hash of hashes) {
      const shapes = this.#shapes.find(hash);
      if (shapes === undefined || this.#mappings.find(hash) === undefined) continue;
      if (shapes !== HERE && !(isList(shapes) && shapes.includes(HERE))) both.add(hash);
    }
    if (both.size === 0) return this;
    const marks = { hashes: [...both], values: Array.from(both, () => HERE) };
    return new Possibilities(this.#shapes.with(marks, { hashes: NONE, values: NONE }), this.#mappings);
  }
}

/** Whose tokens mappings are for, and what they give. */
export type Place = Pick<CompiledMapping, 'issuer' | 'target'>;

/** Collects what to change, so that no more is changed than differs. */
export class PossibilityChange<M extends CompiledMapping> {
  readonly shapes = new Moves<AnchorShape>();
  readonly mappings = new Moves<M>();

  /** The claims by which mappings of an issuer on a target name workloads, before and after. */
  ways({ issuer, target }: Place, before: readonly AnchorShape[], after: readonly AnchorShape[]): void {
    const root = [rootOf(issuer, target)];
    this.shapes.differ(
      new Map(before.map((shape) => [shape, root])),
      new Map(after.map((shape) => [shape, root])),
    );
  }

  /** The mappings about one workload, before and after. */
  group({ issuer, target }: Place, key: Key, before: readonly M[], after: readonly M[]): void {
    const at = hashWith(rootOf(issuer, target), key);
    this.shapes.differ(shapesOf(before, at), shapesOf(after, at));
    this.mappings.differ(hashesOf(before, at), hashesOf(after, at));
  }
}

/** Values, and the hashes that each lies at. */
type Placed<V> = ReadonlyMap<V, readonly number[]>;

/** What one table loses and gains. */
class Moves<V> {
  readonly added = { hashes: Array.of<number>(), values: Array.of<V>() };
  readonly removed = { hashes: Array.of<number>(), values: Array.of<V>() };

  differ(before: Placed<V>, after: Placed<V>): void {
    for (const [value, hashes] of before) move(value, hashes, after.get(value), this.removed);
    for (const [value, hashes] of after) move(value, hashes, before.get(value), this.added);
  }
}

function move<V>(
  value: V,
  hashes: readonly number[],
  others: readonly number[] | undefined,
  into: { readonly hashes: number[]; readonly values: V[] },
): void {
  for (const hash of hashes) {
    if (others?.includes(hash)) continue;
    into.hashes.push(hash);
    into.values.push(value);
  }
}

/** Mappings about one workload lie right at the hash of it when they are few; many, by their other exact claims. */
function isBehind({ length }: readonly CompiledMapping[]): boolean {
  return length > FEW;
}

function shapesOf(mappings: readonly CompiledMapping[], at: number): Placed<AnchorShape> {
  if (!isBehind(mappings)) return new Map();
  return new Map(mappings.map(({ anchor }) => [anchor.further, [at]]));
}

function hashesOf<M extends CompiledMapping>(mappings: readonly M[], at: number): Placed<M> {
  if (!isBehind(mappings)) return new Map(mappings.map((mapping) => [mapping, [at]]));
  return new Map(
    mappings.map((mapping) => {
      const keys = keysWithin(mapping.conditions, mapping.anchor.further);
      return [mapping, [...new Set(keys.map((key) => hashWith(at, key)))]];
    }),
  );
}

function rootOf(issuer: string, target: string): number {
  return hashWith(hashWith(NO_HASH, issuer), target);
}
