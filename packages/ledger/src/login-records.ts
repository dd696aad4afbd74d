import { ok } from '@cambio/oauth';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import { object, parseJson } from './body-parts.ts';
import type { LoginRecord, LoginRecords } from './ports/login-records.ts';
import type { LoginRecordTable, Schema } from './schema.ts';
import { DamagedRecord } from './store-fault.ts';

export function loginRecords(db: Kysely<Schema>, attempt: Attempt, now: () => number): LoginRecords {
  const alive = () => db.selectFrom('login_record').selectAll().where('expires_at', '>', now());
  return {
    put: (record) =>
      attempt(async () => {
        const { kind, key, ...rest } = rowOf(record);
        await db
          .insertInto('login_record')
          .values({ kind, key, ...rest })
          .onConflict((conflict) => conflict.columns(['kind', 'key']).doUpdateSet(rest))
          .execute();
        return ok(undefined);
      }),
    get: (kind, key) =>
      attempt(async () => {
        const row = await alive().where('kind', '=', kind).where('key', '=', key).executeTakeFirst();
        return ok(row && read(row));
      }),
    getByAlias: (kind, alias) =>
      attempt(async () => {
        const row = await alive().where('kind', '=', kind).where('alias', '=', alias).executeTakeFirst();
        return ok(row && read(row));
      }),
    consume: (kind, key) =>
      attempt(async () => {
        const consumed = await db
          .updateTable('login_record')
          .set({ consumed_at: now() })
          .where('kind', '=', kind)
          .where('key', '=', key)
          .where('consumed_at', 'is', null)
          .where('expires_at', '>', now())
          .returning('key')
          .executeTakeFirst();
        return ok(consumed === undefined ? 'gone' : 'consumed');
      }),
    remove: (kind, key) =>
      attempt(async () => {
        await db.deleteFrom('login_record').where('kind', '=', kind).where('key', '=', key).execute();
        return ok(undefined);
      }),
    removeGrant: (grant) =>
      attempt(async () => {
        await db.deleteFrom('login_record').where('login', '=', grant).execute();
        return ok(undefined);
      }),
    sweep: () =>
      attempt(async () => {
        const swept = await db.deleteFrom('login_record').where('expires_at', '<=', now()).executeTakeFirst();
        return ok(Number(swept.numDeletedRows));
      }),
  };
}

function rowOf(record: LoginRecord): LoginRecordTable {
  return {
    kind: record.kind,
    key: record.key,
    alias: record.alias ?? null,
    login: record.grant ?? null,
    body: JSON.stringify(record.body),
    expires_at: record.expiresAt,
    consumed_at: record.consumedAt ?? null,
  };
}

function read(row: LoginRecordTable): LoginRecord {
  const body = object.safeParse(parseJson(row.body));
  if (!body.success) throw new DamagedRecord('log-in', body.error.message);
  return {
    kind: row.kind,
    key: row.key,
    ...(row.alias !== null && { alias: row.alias }),
    ...(row.login !== null && { grant: row.login }),
    body: body.data,
    expiresAt: row.expires_at,
    ...(row.consumed_at !== null && { consumedAt: row.consumed_at }),
  };
}
