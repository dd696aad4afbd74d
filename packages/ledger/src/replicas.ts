import { ok } from '@cambio/oauth';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import type { Replicas } from './ports/replicas.ts';
import type { Schema } from './schema.ts';

export function replicas(db: Kysely<Schema>, attempt: Attempt, now: () => number): Replicas {
  return {
    tell: ({ id, version, revision, startedAt }, forgetBefore) =>
      attempt(async () => {
        const told = { version, revision, started_at: startedAt, seen_at: now() };
        await db
          .insertInto('replica')
          .values({ id, ...told })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(told))
          .execute();
        await db.deleteFrom('replica').where('seen_at', '<', forgetBefore).execute();
        return ok(undefined);
      }),
    leave: (id) =>
      attempt(async () => {
        await db.deleteFrom('replica').where('id', '=', id).execute();
        return ok(undefined);
      }),
    list: (seenSince) =>
      attempt(async () => {
        const rows = await db
          .selectFrom('replica')
          .selectAll()
          .where('seen_at', '>=', seenSince)
          .orderBy('started_at')
          .orderBy('id')
          .execute();
        return ok(
          rows.map(({ started_at: startedAt, seen_at: seenAt, ...row }) => ({ ...row, startedAt, seenAt })),
        );
      }),
  };
}
