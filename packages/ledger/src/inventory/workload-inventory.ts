import { ok } from '@cambio/oauth';
import { type Kysely, sql } from 'kysely';
import type { Attempt } from '../attempt.ts';
import type {
  MappingUse,
  ScopeUse,
  SeenWorkload,
  WorkloadId,
  WorkloadInventory,
  WorkloadPage,
  WorkloadProfile,
  WorkloadUse,
} from '../ports/workload-inventory.ts';
import type { Schema, WorkloadScopeTable, WorkloadTable, WorkloadUseTable } from '../schema.ts';
import { inSlices } from '../slices.ts';
import { countDecisions } from './count-decisions.ts';
import { forgetWorkloads } from './forget.ts';
import { listUsers, readScopes } from './mapping-users.ts';
import { isBehind, takeInventory } from './take.ts';

export function workloadInventory(db: Kysely<Schema>, attempt: Attempt): WorkloadInventory {
  return {
    list: (page) => attempt(async () => ok((await listWorkloads(db, page)).map(workloadOf))),
    get: (id) => attempt(async () => ok(await readProfile(db, id))),
    forget: (seenBefore) => inSlices(attempt, (limit) => forgetWorkloads(db, seenBefore, limit)),
    busiest: (seenSince, limit) =>
      attempt(async () => ok((await listBusiest(db, seenSince, limit)).map(workloadOf))),
    countDecisions: (counting) => attempt(async () => ok(await countDecisions(db, counting))),
    mappingUse: () => attempt(async () => ok(await readMappingUse(db))),
    usersOf: (mapping, page) => attempt(async () => ok(await listUsers(db, mapping, page))),
    scopesOf: (mapping) => attempt(async () => ok(await readScopes(db, mapping))),
    isBehind: () => attempt(async () => ok(await isBehind(db))),
    takeInventory: (limit) => attempt(async () => ok(await takeInventory(db, limit))),
  };
}

function listWorkloads(db: Kysely<Schema>, page: WorkloadPage): Promise<readonly WorkloadTable[]> {
  const { limit, after, issuer, name, seenSince, seenBefore } = page;
  let query = db.selectFrom('workload').selectAll();
  if (after !== undefined) {
    const place = [after.issuer, after.workload] as const;
    query = query.where((eb) => eb(eb.refTuple('issuer', 'workload'), '>', eb.tuple(...place)));
  }
  if (issuer !== undefined) query = query.where('issuer', '=', issuer);
  if (name !== undefined) query = query.where(sql<boolean>`lower(name) like ${containing(name)} escape '\\'`);
  if (seenSince !== undefined) query = query.where('last_seen', '>=', seenSince);
  if (seenBefore !== undefined) query = query.where('last_seen', '<', seenBefore);
  return query.orderBy('issuer').orderBy('workload').limit(limit).execute();
}

function listBusiest(
  db: Kysely<Schema>,
  seenSince: number,
  limit: number,
): Promise<readonly WorkloadTable[]> {
  return db
    .selectFrom('workload')
    .selectAll()
    .where('last_seen', '>=', seenSince)
    .orderBy(sql`allowed + denied`, 'desc')
    .orderBy('issuer')
    .orderBy('workload')
    .limit(limit)
    .execute();
}

/** ASCII alone is put in lower case, as the stores' own `lower` does. */
function containing(part: string): string {
  const lower = part.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return `%${lower.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

async function readProfile(
  db: Kysely<Schema>,
  { issuer, workload }: WorkloadId,
): Promise<WorkloadProfile | undefined> {
  const isIt = sql<boolean>`issuer = ${issuer} and workload = ${workload}`;
  const row = await db.selectFrom('workload').selectAll().where(isIt).executeTakeFirst();
  if (row === undefined) return undefined;
  const uses = await db
    .selectFrom('workload_use')
    .selectAll()
    .where(isIt)
    .orderBy('mapping')
    .orderBy('target')
    .execute();
  const scopes = await db.selectFrom('workload_scope').selectAll().where(isIt).orderBy('scope').execute();
  return { ...workloadOf(row), uses: uses.map((use) => useOf(use, scopes)) };
}

/** Counted from the first five minutes that are still counted. */
async function readMappingUse(db: Kysely<Schema>): Promise<MappingUse | undefined> {
  const first = await db.selectFrom('decision_count').select('at').orderBy('at').limit(1).executeTakeFirst();
  if (first === undefined) return undefined;
  const rows = await db.selectFrom('mapping_use').selectAll().execute();
  return { since: first.at, lastUsed: new Map(rows.map(({ mapping, last_used }) => [mapping, last_used])) };
}

function workloadOf(row: WorkloadTable): SeenWorkload {
  const { issuer, workload, name, first_seen, last_seen, allowed, denied } = row;
  return { issuer, workload, name, firstSeen: first_seen, lastSeen: last_seen, allowed, denied };
}

function useOf(row: WorkloadUseTable, scopes: readonly WorkloadScopeTable[]): WorkloadUse {
  const { mapping, target, first_seen, last_seen, count } = row;
  const asked = scopes.filter((scope) => scope.mapping === mapping && scope.target === target);
  return {
    mapping,
    target,
    firstSeen: first_seen,
    lastSeen: last_seen,
    count,
    scopes: asked.map(scopeOf),
  };
}

function scopeOf({ scope, asked, last_asked }: WorkloadScopeTable): ScopeUse {
  return { scope, asked, lastAsked: last_asked };
}
