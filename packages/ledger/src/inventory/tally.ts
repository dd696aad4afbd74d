import type {
  DecisionCountTable,
  DecisionTable,
  MappingUseTable,
  WorkloadScopeTable,
  WorkloadTable,
  WorkloadUseTable,
} from '../schema.ts';

/**
 * What a number of decisions add to the inventory: one row for each workload, use, mapping, scope, and kind of decision in five
 * minutes among them.
 */
export interface Counts {
  readonly workloads: readonly WorkloadTable[];
  readonly uses: readonly WorkloadUseTable[];
  readonly mappings: readonly MappingUseTable[];
  readonly scopes: readonly WorkloadScopeTable[];
  readonly decisions: readonly DecisionCountTable[];
}

/** A decision as far as it is counted. */
export type Counted = Pick<
  DecisionTable,
  'at' | 'outcome' | 'reason' | 'issuer' | 'workload' | 'mapping' | 'target' | 'name' | 'asked_scopes'
>;

/** Milliseconds in which decisions of one kind are counted together. */
export const STEP = 300_000;

/** Adds decisions up. */
export function tally(decisions: readonly Counted[]): Counts {
  const workloads = new Map<string, WorkloadTable>();
  const uses = new Map<string, WorkloadUseTable>();
  const mappings = new Map<string, MappingUseTable>();
  const scopes = new Map<string, WorkloadScopeTable>();
  const counts = new Map<string, DecisionCountTable>();
  for (const decision of decisions) {
    const { at, outcome, issuer, workload, mapping, target, name } = decision;
    const reason = decision.reason ?? '';
    const begin = at - (at % STEP);
    add(counts, [begin, issuer, outcome, reason], addCount, { at: begin, issuer, outcome, reason, count: 1 });
    const allowed = outcome === 'allow';
    add(workloads, [issuer, workload], addSeen, {
      issuer,
      workload,
      name,
      first_seen: at,
      last_seen: at,
      allowed: allowed ? 1 : 0,
      denied: allowed ? 0 : 1,
    });
    if (!allowed || mapping === null || target === null) continue;
    const use = { issuer, workload, mapping, target };
    add(uses, [issuer, workload, mapping, target], addUse, {
      ...use,
      first_seen: at,
      last_seen: at,
      count: 1,
    });
    add(mappings, [mapping], addMapping, { mapping, last_used: at });
    for (const scope of new Set(decision.asked_scopes?.split(' '))) {
      add(scopes, [issuer, workload, mapping, target, scope], addScope, {
        ...use,
        scope,
        asked: 1,
        last_asked: at,
      });
    }
  }
  return {
    workloads: [...workloads.values()],
    uses: [...uses.values()],
    mappings: [...mappings.values()],
    scopes: [...scopes.values()],
    decisions: [...counts.values()],
  };
}

function add<Row>(
  rows: Map<string, Row>,
  key: readonly (string | number)[],
  plus: (sum: Row, row: Row) => Row,
  row: Row,
): void {
  const text = JSON.stringify(key);
  const sum = rows.get(text);
  rows.set(text, sum === undefined ? row : plus(sum, row));
}

function addCount(sum: DecisionCountTable, row: DecisionCountTable): DecisionCountTable {
  return { ...sum, count: sum.count + row.count };
}

function addSeen(sum: WorkloadTable, row: WorkloadTable): WorkloadTable {
  return {
    ...sum,
    name: row.last_seen >= sum.last_seen ? row.name : sum.name,
    first_seen: Math.min(sum.first_seen, row.first_seen),
    last_seen: Math.max(sum.last_seen, row.last_seen),
    allowed: sum.allowed + row.allowed,
    denied: sum.denied + row.denied,
  };
}

function addUse(sum: WorkloadUseTable, row: WorkloadUseTable): WorkloadUseTable {
  return {
    ...sum,
    first_seen: Math.min(sum.first_seen, row.first_seen),
    last_seen: Math.max(sum.last_seen, row.last_seen),
    count: sum.count + row.count,
  };
}

function addMapping(sum: MappingUseTable, row: MappingUseTable): MappingUseTable {
  return { ...sum, last_used: Math.max(sum.last_used, row.last_used) };
}

function addScope(sum: WorkloadScopeTable, row: WorkloadScopeTable): WorkloadScopeTable {
  return {
    ...sum,
    asked: sum.asked + row.asked,
    last_asked: Math.max(sum.last_asked, row.last_asked),
  };
}
