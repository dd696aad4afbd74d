import { isJsonObject, type JsonObject, ok } from '@cambio/oauth';
import type { Kysely, Transaction } from 'kysely';
import type { Attempt } from './attempt.ts';
import { backlogOf, chainsBehind } from './backlog.ts';
import { parseJson } from './body-parts.ts';
import { readBody } from './decision-body.ts';
import type { ChainedDecision, ChainPosition, TrailReader } from './ports/trail-reader.ts';
import type { Schema } from './schema.ts';
import { DamagedRecord } from './store-fault.ts';

export function trailReader(db: Kysely<Schema>, attempt: Attempt): TrailReader {
  return {
    pending: (consumer, limit) => attempt(async () => ok(await readPending(db, consumer, limit))),
    backlog: (consumer) => attempt(async () => ok(await backlogOf(db, consumer))),
    advance: (consumer, taken) =>
      attempt(async () => ok((await advanceAll(db, consumer, taken)) ? 'advanced' : 'stale')),
  };
}

async function readPending(
  db: Kysely<Schema>,
  consumer: string,
  limit: number,
): Promise<readonly ChainedDecision[]> {
  const rows = await readBehind(db, consumer, limit, (stretch) =>
    recordsOn(db, stretch).select(['chain', 'seq', 'hash', 'body']).execute(),
  );
  return rows.map(({ body, ...place }) => ({ ...place, decision: readBody(body), record: recordIn(body) }));
}

/** A part of a chain: records after one, `limit` of them at the most. */
export interface Stretch {
  readonly chain: string;
  readonly after: number;
  readonly limit: number;
}

/**
 * What the consumer has not taken, read one chain after the other: an equal share of every chain that has more. Of a chain that
 * lacks a record, what is before it.
 */
export async function readBehind<Row extends Pick<ChainPosition, 'seq'>>(
  db: Kysely<Schema>,
  consumer: string,
  limit: number,
  read: (stretch: Stretch) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const behind = await chainsBehind(db, consumer);
  const share = Math.max(1, Math.floor(limit / behind.length));
  const pending: Row[] = [];
  for (const { chain, taken } of behind) {
    if (pending.length === limit) break;
    const rows = await read({ chain, after: taken, limit: Math.min(share, limit - pending.length) });
    const gap = rows.findIndex(({ seq }, index) => seq !== taken + 1 + index);
    const whole = gap === -1 ? rows : rows.slice(0, gap);
    if (whole.length === 0) throw new DamagedRecord('chain', `${chain}/${taken + 1} is not there`);
    pending.push(...whole);
  }
  return pending;
}

/** Of a stretch, in its order. */
export function recordsOn(db: Kysely<Schema>, { chain, after, limit }: Stretch) {
  return db
    .selectFrom('decision')
    .where('chain', '=', chain)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit);
}

/** A record as it is stored; empty where that is no JSON object, which no hash fits. */
export function recordIn(body: string): JsonObject {
  const record = parseJson(body);
  return isJsonObject(record) ? record : {};
}

/** Thrown to undo the transaction it is thrown in; never leaves this file. */
class Stale extends Error {}

async function advanceAll(
  db: Kysely<Schema>,
  consumer: string,
  taken: readonly ChainPosition[],
): Promise<boolean> {
  try {
    await db.transaction().execute(async (transaction) => {
      if (!(await advanceWithin(transaction, consumer, taken))) throw new Stale();
    });
    return true;
  } catch (error) {
    if (error instanceof Stale) return false;
    throw error;
  }
}

/** Moves the consumer's place on every chain, within a transaction; where false, the transaction must be undone. */
export async function advanceWithin(
  transaction: Transaction<Schema>,
  consumer: string,
  taken: readonly ChainPosition[],
): Promise<boolean> {
  const chains = Map.groupBy(taken, ({ chain }) => chain);
  for (const [chain, places] of chains) {
    const numbers = places.map(({ seq }) => seq);
    const from = Math.min(...numbers) - 1;
    const to = Math.max(...numbers);
    if (to - from !== places.length) throw new TypeError('what is taken must have no gaps');
    if (!(await advanceOne(transaction, { consumer, chain, from, to }))) return false;
  }
  return true;
}

interface Step {
  readonly consumer: string;
  readonly chain: string;
  readonly from: number;
  readonly to: number;
}

/** From where the consumer was, or from where it has never been on this chain, or from where retention has removed the rest. */
async function advanceOne(db: Transaction<Schema>, { consumer, chain, from, to }: Step): Promise<boolean> {
  const moved = await db
    .insertInto('trail_cursor')
    .values({ consumer, chain, seq: to })
    .onConflict((conflict) =>
      conflict
        .columns(['consumer', 'chain'])
        .doUpdateSet({ seq: to })
        .where(({ and, eb, exists, or, selectFrom }) => {
          const based = selectFrom('audit_chain').select('id').where('id', '=', chain);
          return or([
            eb('trail_cursor.seq', '=', from),
            and([eb('trail_cursor.seq', '<', from), exists(based.where('base_seq', '>=', from))]),
          ]);
        }),
    )
    .returning('seq')
    .executeTakeFirst();
  return moved !== undefined;
}
