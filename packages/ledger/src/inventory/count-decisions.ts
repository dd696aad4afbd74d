import { type Kysely, sql } from 'kysely';
import type { DecisionCount, DecisionCounting } from '../ports/workload-inventory.ts';
import type { Schema } from '../schema.ts';
import { STEP } from './tally.ts';

/** The counts of five minutes, added up to steps. */
export async function countDecisions(
  db: Kysely<Schema>,
  { since, step }: DecisionCounting,
): Promise<readonly DecisionCount[]> {
  const begin = sql<number>`at - at % ${sql.lit(Math.max(step, STEP))}`;
  const rows = await db
    .selectFrom('decision_count')
    .select([
      begin.as('begin'),
      'issuer',
      'outcome',
      'reason',
      sql<number>`cast(sum("count") as bigint)`.as('total'),
    ])
    .where('at', '>=', since - (since % STEP))
    .groupBy([begin, 'issuer', 'outcome', 'reason'])
    .orderBy(begin)
    .orderBy('issuer')
    .orderBy('outcome')
    .orderBy('reason')
    .execute();
  return rows.map(({ begin: at, issuer, outcome, reason, total }) => ({
    at,
    issuer,
    outcome: outcome === 'allow' ? 'allow' : 'deny',
    ...(reason !== '' && { reason }),
    count: total,
  }));
}
