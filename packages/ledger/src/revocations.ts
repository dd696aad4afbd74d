import { ok } from '@cambio/oauth';
import type { Revocation, RevocationSelector } from '@cambio/sts';
import type { ExpressionBuilder, Kysely } from 'kysely';
import { z } from 'zod';
import type { Attempt } from './attempt.ts';
import type { RevocationStore } from './ports/revocations.ts';
import type { DecisionTable, RevocationTable, Schema } from './schema.ts';
import { inSlices } from './slices.ts';
import { DamagedRecord } from './store-fault.ts';

export function revocations(db: Kysely<Schema>, attempt: Attempt): RevocationStore {
  return {
    add: (revocation) =>
      attempt(async () => {
        await db.insertInto('revocation').values(rowOf(revocation)).execute();
        return ok(undefined);
      }),
    list: ({ limit, before }) =>
      attempt(async () => {
        let query = db.selectFrom('revocation').selectAll();
        if (before !== undefined) query = query.where('id', '<', before);
        return ok((await query.orderBy('id', 'desc').limit(limit).execute()).map(read));
      }),
    givenBack: (jtis) => attempt(async () => ok(await readGivenBack(db, jtis))),
    forget: (madeBefore) => inSlices(attempt, (limit) => forgetOld(db, madeBefore, limit)),
  };
}

type By = RevocationSelector['by'];

const NAMED = ['token', 'mapping', 'issuer', 'target', 'workload', 'task', 'client'] as const;

/** Which column of a token each selector is compared with. */
export const COVERS: readonly (readonly [By, keyof DecisionTable])[] = [
  ['mapping', 'mapping'],
  ['target', 'target'],
  ['client', 'client'],
  ['issuer', 'issuer'],
  ['issuer', 'actor_issuer'],
  ['workload', 'workload'],
  ['workload', 'actor_workload'],
  ['task', 'task'],
  ['task', 'actor_task'],
];

/** Of a decision, called `token` in the query. */
type Columns = ExpressionBuilder<Schema & { readonly token: DecisionTable }, 'token'>;

/** Whether a revocation covers the token of this row: one look at the index per selector, and none while there are none. */
export function isRevoked(columns: Columns) {
  return columns.and([
    columns.exists(columns.selectFrom('revocation').select('revocation.id')),
    columns.or([
      columns.exists(selecting(columns, 'token').whereRef('value', '=', 'token.jti')),
      columns.exists(inTime(selecting(columns, 'before').where('value', '=', ''))),
      ...COVERS.map(([by, column]) =>
        columns.exists(inTime(selecting(columns, by).whereRef('value', '=', `token.${column}`))),
      ),
    ]),
  ]);
}

/** Whoever holds a token revokes it as a client, or as nobody by name; an admin, by their own. */
async function readGivenBack(
  db: Kysely<Schema>,
  jtis: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (jtis.length === 0) return new Map();
  const rows = await db
    .selectFrom('revocation')
    .select(['value', 'at'])
    .where('selected_by', '=', 'token')
    .where('value', 'in', jtis)
    .where(({ eb, or }) => or([eb('author', '=', 'holder'), eb('author', 'like', 'client:%')]))
    .execute();
  return new Map(rows.map(({ value, at }) => [value, at]));
}

async function forgetOld(db: Kysely<Schema>, madeBefore: number, limit: number): Promise<number> {
  const old = db.selectFrom('revocation').select('id').where('at', '<', madeBefore).limit(limit);
  const forgotten = await db.deleteFrom('revocation').where('id', 'in', old).executeTakeFirst();
  return Number(forgotten.numDeletedRows);
}

function selecting(columns: Columns, by: By) {
  return columns.selectFrom('revocation').select('revocation.id').where('selected_by', '=', by);
}

function inTime(query: ReturnType<typeof selecting>) {
  return query.whereRef('issued_until', '>=', 'token.at');
}

function rowOf({ id, at, selector, author, reason }: Revocation): RevocationTable {
  const covered =
    selector.by === 'before'
      ? { value: '', issued_until: selector.time }
      : { value: selector.value, issued_until: at };
  return { id, at, selected_by: selector.by, ...covered, author, reason };
}

const selectedBy = z.enum([...NAMED, 'before']);

function read({ id, at, author, reason, selected_by, value, issued_until }: RevocationTable): Revocation {
  const by = selectedBy.safeParse(selected_by);
  if (!by.success) throw new DamagedRecord('revocation', by.error.message);
  const selector: RevocationSelector =
    by.data === 'before' ? { by: 'before', time: issued_until } : { by: by.data, value };
  return { id, at, selector, author, reason };
}
