import type { AnchorShape } from './anchor.ts';
import { hashWith, NO_HASH } from './hash.ts';
import { HashTable, type RowKind } from './hash-table.ts';
import type { Key } from './persistent-map.ts';
import type { Difference, Place, Workload } from './possibility-change.ts';

/** The number of a way, which no other has: to compare it is to compare all that led there. */
export type Way = number;

/** Claims by whose values mappings are found, and where they are asked for. */
export interface Lead {
  /** Of all that led there. */
  readonly hash: number;
  /** An issuer; or the way before. */
  readonly from: string | Way;
  /** A target; or the value that the claims of the way before have. */
  readonly value: Key;
  readonly by: AnchorShape;
}

type WayRow = readonly [hash: number, from: string | Way, value: Key, by: AnchorShape, way: Way];

const ROWS: RowKind<WayRow> = {
  width: 5,
  isSame: ([, from, value, by], [, itsFrom, itsValue, itsBy]) =>
    from === itsFrom && value === itsValue && by === itsBy,
};

/** The ways to mappings, by where they begin. Immutable. */
export class Ways {
  readonly #rows: HashTable<WayRow>;
  /** As many as there ever were. */
  readonly #count: number;

  private constructor(rows: HashTable<WayRow>, count: number) {
    this.#rows = rows;
    this.#count = count;
  }

  static empty(): Ways {
    return new Ways(HashTable.empty(ROWS), 0);
  }

  /** Those that begin at a hash; some of them, perhaps, elsewhere that came to the same hash. */
  at(hash: number): readonly WayRow[] {
    return this.#rows.find(hash);
  }

  /** A way that is there. */
  of(lead: Lead): Way {
    const row = this.at(lead.hash).find((each) => ROWS.isSame(each, rowOf(lead, 0)));
    if (row === undefined) throw new Error('mappings are found by ways that are there');
    return row[4];
  }

  with({ gone, come }: Difference<Lead>): Ways {
    if (gone.length === 0 && come.length === 0) return this;
    const added = come.map((lead, index) => rowOf(lead, this.#count + index));
    const removed = gone.map((lead) => rowOf(lead, 0));
    return new Ways(this.#rows.with(added, removed), this.#count + come.length);
  }
}

function rowOf({ hash, from, value, by }: Lead, way: Way): WayRow {
  return [hash, from, value, by, way];
}

/** From a place to workloads. */
export function leadFrom({ issuer, target }: Place, by: AnchorShape): Lead {
  return { hash: rootOf(issuer, target), from: issuer, value: target, by };
}

/** From a workload, and the way to it, to its mappings. */
export function leadBehind(workload: Workload, from: Way, by: AnchorShape): Lead {
  return { hash: hashOf(workload), from, value: workload.key, by };
}

/** The hash where the ways of a place begin. */
export function rootOf(issuer: string, target: string): number {
  return hashWith(hashWith(NO_HASH, issuer), target);
}

/** The hash where the mappings about a workload lie, or the ways to them begin. */
export function hashOf({ issuer, target, key }: Workload): number {
  return hashWith(rootOf(issuer, target), key);
}
