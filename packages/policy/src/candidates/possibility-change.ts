import type { CompiledMapping } from '../compile/compiled.ts';
import type { AnchorShape } from './anchor.ts';
import { hashWith, NO_HASH } from './hash.ts';
import type { Key } from './persistent-map.ts';

/** So many mappings about one workload are faster looked at than told apart. */
const FEW = 8;

const NONE: readonly never[] = [];

/** Whose tokens mappings are for, and what they give. */
export interface Place {
  readonly issuer: string;
  readonly target: string;
}

/** Whom mappings are about: the values of some claims. */
export interface Workload extends Place {
  readonly shape: AnchorShape;
  readonly key: Key;
}

/**
 * Claims that lead on: from a place those that name workloads there, from a workload those that tell its mappings apart.
 */
export type WayRow = readonly [
  hash: number,
  leads: AnchorShape,
  issuer: string,
  target: string,
  shape: AnchorShape | undefined,
  key: Key | undefined,
];

/** A mapping among those about one workload. */
export interface Placed<M> {
  readonly mapping: M;
  readonly workload: Workload;
  /** Whether it is found by its further claims. */
  readonly isBehind: boolean;
}

/** Collects what to change, so that no more is changed than differs. */
export class PossibilityChange<M extends CompiledMapping> {
  readonly ways = { added: Array.of<WayRow>(), removed: Array.of<WayRow>() };
  readonly mappings = { added: Array.of<Placed<M>>(), removed: Array.of<Placed<M>>() };

  /** The claims by which mappings of an issuer on a target name workloads, before and after. */
  shapes({ issuer, target }: Place, before: readonly AnchorShape[], after: readonly AnchorShape[]): void {
    const root = rootOf(issuer, target);
    this.#lead(before, after, (shape) => [root, shape, issuer, target, undefined, undefined]);
  }

  /** The mappings about one workload, before and after. */
  group(workload: Workload, before: readonly M[], after: readonly M[]): void {
    const { issuer, target, shape, key } = workload;
    const at = hashWith(rootOf(issuer, target), key);
    const [was, is] = [isBehind(before), isBehind(after)];
    const furtherOf = (mappings: readonly M[]) => mappings.map(({ anchor }) => anchor.further);
    this.#lead(was ? furtherOf(before) : NONE, is ? furtherOf(after) : NONE, (further) => {
      return [at, further, issuer, target, shape, key];
    });
    const stays = new Set(before).intersection(new Set(was === is ? after : NONE));
    for (const mapping of before) {
      if (!stays.has(mapping)) this.mappings.removed.push({ mapping, workload, isBehind: was });
    }
    for (const mapping of after) {
      if (!stays.has(mapping)) this.mappings.added.push({ mapping, workload, isBehind: is });
    }
  }

  #lead(
    before: readonly AnchorShape[],
    after: readonly AnchorShape[],
    row: (leads: AnchorShape) => WayRow,
  ): void {
    const [gone, come] = [new Set(before), new Set(after)];
    for (const shape of gone) if (!come.has(shape)) this.ways.removed.push(row(shape));
    for (const shape of come) if (!gone.has(shape)) this.ways.added.push(row(shape));
  }
}

/** Mappings about one workload lie right at the hash of it when they are few; many, by their other exact claims. */
function isBehind({ length }: readonly CompiledMapping[]): boolean {
  return length > FEW;
}

/** The hash where the ways of a place begin. */
export function rootOf(issuer: string, target: string): number {
  return hashWith(hashWith(NO_HASH, issuer), target);
}
