import { type RawBuilder, sql, type Transaction } from 'kysely';
import type {
  DecisionCountTable,
  MappingUseTable,
  Schema,
  WorkloadScopeTable,
  WorkloadTable,
  WorkloadUseTable,
} from '../schema.ts';
import type { Counts } from './tally.ts';

/** Rows in one statement: seven parameters each at the most, of some ten thousand that a store takes. */
const SLICE = 500;

/** Adds to what is counted already. */
export async function addCounts(db: Transaction<Schema>, counts: Counts): Promise<void> {
  for (const rows of sliced(counts.workloads)) await addWorkloads(db, rows);
  for (const rows of sliced(counts.uses)) await addUses(db, rows);
  for (const rows of sliced(counts.mappings)) await addMappings(db, rows);
  for (const rows of sliced(counts.scopes)) await addScopes(db, rows);
  for (const rows of sliced(counts.decisions)) await addDecisions(db, rows);
}

async function addWorkloads(db: Transaction<Schema>, rows: readonly WorkloadTable[]): Promise<void> {
  await db
    .insertInto('workload')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'workload']).doUpdateSet({
        name: sql<string>`case when excluded.last_seen < workload.last_seen then workload.name else excluded.name end`,
        first_seen: earlier('workload.first_seen'),
        last_seen: later('workload.last_seen'),
        allowed: sum('workload.allowed'),
        denied: sum('workload.denied'),
      }),
    )
    .execute();
}

async function addUses(db: Transaction<Schema>, rows: readonly WorkloadUseTable[]): Promise<void> {
  await db
    .insertInto('workload_use')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'workload', 'mapping', 'target']).doUpdateSet({
        first_seen: earlier('workload_use.first_seen'),
        last_seen: later('workload_use.last_seen'),
        count: sum('workload_use.count'),
      }),
    )
    .execute();
}

async function addMappings(db: Transaction<Schema>, rows: readonly MappingUseTable[]): Promise<void> {
  await db
    .insertInto('mapping_use')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('mapping').doUpdateSet({ last_used: later('mapping_use.last_used') }),
    )
    .execute();
}

async function addScopes(db: Transaction<Schema>, rows: readonly WorkloadScopeTable[]): Promise<void> {
  await db
    .insertInto('workload_scope')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'workload', 'mapping', 'target', 'scope']).doUpdateSet({
        asked: sum('workload_scope.asked'),
        last_asked: later('workload_scope.last_asked'),
      }),
    )
    .execute();
}

async function addDecisions(db: Transaction<Schema>, rows: readonly DecisionCountTable[]): Promise<void> {
  await db
    .insertInto('decision_count')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['at', 'issuer', 'outcome', 'reason'])
        .doUpdateSet({ count: sum('decision_count.count') }),
    )
    .execute();
}

type Column =
  `${'workload' | 'workload_use' | 'mapping_use' | 'workload_scope' | 'decision_count'}.${string}`;

function sum(column: Column): RawBuilder<number> {
  return sql`${sql.ref(column)} + ${added(column)}`;
}

function later(column: Column): RawBuilder<number> {
  return oneOf(column, '>');
}

function earlier(column: Column): RawBuilder<number> {
  return oneOf(column, '<');
}

/** What is added where it compares so, else what is there: the stores have no common name for this. */
function oneOf(column: Column, comparison: '<' | '>'): RawBuilder<number> {
  const [there, other] = [sql.ref(column), added(column)];
  return sql`case when ${other} ${sql.raw(comparison)} ${there} then ${other} else ${there} end`;
}

/** The same column of the row that could not be inserted. */
function added(column: Column): RawBuilder<number> {
  return sql.ref(`excluded.${column.slice(column.indexOf('.') + 1)}`);
}

function* sliced<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += SLICE) yield rows.slice(start, start + SLICE);
}
