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

/** Mappings as issuers, targets, and what is between them, in the order in which the fewest lines cross: by issuer. */
export function graphOf(mappings: readonly MappingDocument[]): Graph {
  const pairs = [...Map.groupBy(mappings, ({ issuer, target }) => `${issuer} ${target}`).values()].sort(
    ([a], [b]) => compare(`${a?.issuer} ${a?.target}`, `${b?.issuer} ${b?.target}`),
  );
  const issuers = nodes(mappings.map(({ issuer }) => issuer));
  const targets = nodes(mappings.map(({ target }) => target));
  const edges = pairs.flatMap((between, place) => {
    const issuer = issuers.find(({ name }) => name === between[0]?.issuer);
    const target = targets.find(({ name }) => name === between[0]?.target);
    return issuer === undefined || target === undefined ? [] : [{ issuer, target, mappings: between, place }];
  });
  return { issuers, targets, edges };
}

function nodes(names: readonly string[]): readonly Node[] {
  return [...new Set(names)].sort(compare).map((name, place) => ({ name, place }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
