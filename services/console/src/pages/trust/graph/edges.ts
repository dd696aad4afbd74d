import type { MappingDocument } from '@cambio/policy';

/** A box of the graph, by its place from the top. */
interface Node {
  readonly name: string;
  readonly place: number;
}

/** The mappings of one issuer on one target, as one. */
export interface Edge {
  readonly issuer: Node;
  readonly target: Node;
  readonly mappings: readonly MappingDocument[];
  /** Of the box of these mappings, from the top. */
  readonly place: number;
}

export interface Graph {
  readonly issuers: readonly Node[];
  readonly targets: readonly Node[];
  readonly edges: readonly Edge[];
}

/**
 * Mappings as issuers, targets, and what is between them. Issuers stand in the order of their names, what is between them
 * in theirs, and targets where the middle of their lines is, so that few lines cross.
 */
export function graphOf(mappings: readonly MappingDocument[]): Graph {
  const pairs = [...Map.groupBy(mappings, ({ issuer, target }) => `${issuer} ${target}`).values()].flatMap(
    ([first, ...others]) => (first === undefined ? [] : [{ first, all: [first, ...others] }]),
  );
  pairs.sort((a, b) => compare(a.first.issuer, b.first.issuer) || compare(a.first.target, b.first.target));
  const issuers = nodes(pairs.map(({ first }) => first.issuer));
  const targets = nodes(pairs.map(({ first }) => first.target));
  const edges = pairs.flatMap(({ first, all }, place) => {
    const issuer = issuers.get(first.issuer);
    const target = targets.get(first.target);
    return issuer === undefined || target === undefined ? [] : [{ issuer, target, mappings: all, place }];
  });
  return { issuers: [...issuers.values()], targets: [...targets.values()], edges };
}

/** A node for each name, by the middle of the places it is named at. */
function nodes(names: readonly string[]): ReadonlyMap<string, Node> {
  const places = Map.groupBy(names.keys(), (index) => names[index] ?? '');
  const middle = (all: readonly number[]) => all.reduce((sum, place) => sum + place, 0) / all.length;
  const ordered = [...places].sort(([a, at], [b, bt]) => middle(at) - middle(bt) || compare(a, b));
  return new Map(ordered.map(([name], place) => [name, { name, place }]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
