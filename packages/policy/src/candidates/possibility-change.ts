import type { CompiledMapping } from '../compile/compiled.ts';
import type { AnchorShape } from './anchor.ts';
import type { Key } from './persistent-map.ts';

/** So many mappings about one workload are faster looked at than told apart. */
const FEW = 8;

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

/** How some things were, and how they are. */
interface BeforeAndAfter<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
}

/** A place, and the claims by which mappings name workloads there. */
export interface PlaceChange extends Place, BeforeAndAfter<AnchorShape> {}

/** A workload, and the mappings about it. */
export interface WorkloadChange<M> extends Workload, BeforeAndAfter<M> {}

/** What changes between two revisions of an index. */
export interface PossibilityChange<M> {
  readonly places: readonly PlaceChange[];
  readonly workloads: readonly WorkloadChange<M>[];
}

/** What is gone, and what has come. */
export interface Difference<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/** Each once. In a trust that is new, nothing was before. */
export function differenceOf<T>(before: readonly T[], after: readonly T[]): Difference<T> {
  if (before.length === 0) return { gone: before, come: after.length > 1 ? [...new Set(after)] : after };
  const [was, is] = [new Set(before), new Set(after)];
  return { gone: [...was.difference(is)], come: [...is.difference(was)] };
}

/** The mappings to find otherwise than before: where they become many or few, all of them. */
export function movedMappings<M extends CompiledMapping>({
  before,
  after,
}: BeforeAndAfter<M>): Difference<M> {
  return areMany(before) === areMany(after) ? differenceOf(before, after) : { gone: before, come: after };
}

/** The claims that tell the mappings about one workload apart: none where they are few. */
export function furtherShapes(mappings: readonly CompiledMapping[]): readonly AnchorShape[] {
  return areMany(mappings) ? mappings.map(({ anchor }) => anchor.further) : [];
}

/** Mappings about one workload are found by whom they are about when they are few; many, by their other exact claims. */
export function areMany({ length }: readonly CompiledMapping[]): boolean {
  return length > FEW;
}
