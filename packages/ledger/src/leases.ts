import { ok } from '@cambio/oauth';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import type { Leases } from './ports/leases.ts';
import type { Schema } from './schema.ts';

export function leases(db: Kysely<Schema>, attempt: Attempt, now: () => number): Leases {
  return {
    hold: (name, holder, forMs) =>
      attempt(async () => {
        const at = now();
        const held = await db
          .insertInto('lease')
          .values({ name, holder, until: at + forMs })
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet({ holder, until: at + forMs })
              .where((lease) =>
                lease.or([lease('lease.holder', '=', holder), lease('lease.until', '<=', at)]),
              ),
          )
          .returning('name')
          .executeTakeFirst();
        return ok(held !== undefined);
      }),
    release: (name, holder) =>
      attempt(async () => {
        await db.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute();
        return ok(undefined);
      }),
  };
}
