import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { DecisionCount, DecisionCounting } from '../ports/workload-inventory.ts';
import type { Schema } from '../schema.ts';
import { STEP } from './tally.ts';

/** Milliseconds that are added up in one turn of the event loop: some thousands of counts. */
const SLICE = 86_400_000;

/**
 * The counts of five minutes, added up to steps. Long times are looked through in slices of whole steps, with a turn of
 * the event loop between them, so that an overview never holds up an exchange.
 */
export async function countDecisions(
  db: Kysely<Schema>,
  { since, step }: DecisionCounting,
): Promise<readonly DecisionCount[]> {
  const counts: DecisionCount[] = [];
  const wanted = db
    .selectFrom('decision_count')
    .select('at')
    .where('at', '>=', since - (since % STEP))
    .limit(1);
  const first = await wanted.orderBy('at').executeTakeFirst();
  const last = await wanted.orderBy('at', 'desc').executeTakeFirst();
  if (first === undefined || last === undefined) return counts;
  const slice = step * Math.ceil(SLICE / step);
  let from = first.at;
  while (from <= last.at) {
    const end = from - (from % slice) + slice;
    counts.push(...(await countBetween(db, from, end, step)));
    from = end;
    await nextTurn();
  }
  return counts;
}

async function countBetween(
  db: Kysely<Schema>,
  from: number,
  end: number,
  step: number,
): Promise<readonly DecisionCount[]> {
  const begin = sql<number>`at - at % ${sql.lit(step)}`;
  const rows = await db
    .selectFrom('decision_count')
    .select([
      begin.as('begin'),
      'issuer',
      'outcome',
      'reason',
      sql<number>`cast(sum("count") as bigint)`.as('total'),
    ])
    .where('at', '>=', from)
    .where('at', '<', end)
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
