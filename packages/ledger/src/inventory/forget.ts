import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Forgets up to `limit` workloads with all that was counted of them, and gives their number; and counts that are older. */
export function forgetWorkloads(db: Kysely<Schema>, seenBefore: number, limit: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const unseen = await transaction
      .selectFrom('workload')
      .select(['issuer', 'workload'])
      .where('last_seen', '<', seenBefore)
      .limit(limit)
      .execute();
    await transaction.deleteFrom('decision_count').where('at', '<', seenBefore).execute();
    await transaction.deleteFrom('mapping_use').where('last_used', '<', seenBefore).execute();
    for (const { issuer, workload } of unseen) {
      for (const table of ['workload_scope', 'workload_use', 'workload'] as const) {
        await transaction
          .deleteFrom(table)
          .where('issuer', '=', issuer)
          .where('workload', '=', workload)
          .execute();
      }
    }
    return unseen.length;
  });
}
