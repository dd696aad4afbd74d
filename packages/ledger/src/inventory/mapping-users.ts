import { type Kysely, sql } from 'kysely';
import type { MappingUser, MappingUserPage, ScopesOfMapping } from '../ports/workload-inventory.ts';
import type { Schema } from '../schema.ts';

export async function listUsers(
  db: Kysely<Schema>,
  mapping: string,
  { limit, after }: MappingUserPage,
): Promise<readonly MappingUser[]> {
  let query = db
    .selectFrom('workload_use as use')
    .innerJoin('workload', (join) =>
      join.onRef('workload.issuer', '=', 'use.issuer').onRef('workload.workload', '=', 'use.workload'),
    )
    .select(['use.issuer', 'use.workload', 'name', 'target', 'use.first_seen', 'use.last_seen', 'count'])
    .where('mapping', '=', mapping);
  if (after !== undefined) {
    const place = [after.issuer, after.workload, after.target] as const;
    query = query.where((eb) =>
      eb(eb.refTuple('use.issuer', 'use.workload', 'target'), '>', eb.tuple(...place)),
    );
  }
  const rows = await query
    .orderBy('use.issuer')
    .orderBy('use.workload')
    .orderBy('target')
    .limit(limit)
    .execute();
  return rows.map(({ first_seen, last_seen, ...user }) => ({
    ...user,
    firstSeen: first_seen,
    lastSeen: last_seen,
  }));
}

/** A workload that asked for some scope as often as it was granted anything named its scopes each time. */
export async function readScopes(db: Kysely<Schema>, mapping: string): Promise<ScopesOfMapping> {
  const scopes = await db
    .selectFrom('workload_scope')
    .select([
      'scope',
      sql<number>`cast(sum(asked) as bigint)`.as('asked'),
      sql<number>`cast(max(last_asked) as bigint)`.as('lastAsked'),
    ])
    .where('mapping', '=', mapping)
    .groupBy('scope')
    .orderBy('scope')
    .execute();
  const unnamed = await db
    .selectFrom('workload_use as use')
    .select('use.issuer')
    .where('use.mapping', '=', mapping)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('workload_scope as asked')
            .select('asked.scope')
            .whereRef('asked.issuer', '=', 'use.issuer')
            .whereRef('asked.workload', '=', 'use.workload')
            .whereRef('asked.mapping', '=', 'use.mapping')
            .whereRef('asked.target', '=', 'use.target')
            .whereRef('asked.asked', '>=', 'use.count'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return { scopes, alwaysNamed: unnamed === undefined };
}
