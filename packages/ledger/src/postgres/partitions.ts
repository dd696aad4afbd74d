import { type Kysely, sql, type Transaction } from 'kysely';
import type { ChainExtent } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';
import type { Parts } from '../store.ts';
import { PostgresFault } from './fault.ts';

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** Days that parts are made for ahead. */
const AHEAD = 7;

/** Rows that a part is made for are in the table already: SQLSTATE of a check that fails. */
const ROWS_THERE = '23514';

/** A part of the table of decisions: those of one day (UTC). */
interface Day {
  readonly table: string;
  readonly from: number;
}

/**
 * Decisions by the day they were made on, so that a whole day goes in one step and leaves no holes. What no day was made for
 * is in `decision_rest`: nothing is refused because this was late.
 */
export function dailyParts(db: Kysely<Schema>): Parts {
  return {
    rest: 'decision_rest',
    async make(now) {
      const there = new Set((await days(db)).map(({ table }) => table));
      for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
        const day = dayOf(now + ahead * DAY);
        if (!there.has(day.table)) await attach(db, day);
      }
    },
    async drop(chains) {
      let dropped = 0;
      for (const day of await days(db)) {
        const held = await heldIn(db, day, chains);
        if (held === undefined) continue;
        await patientlyLocked(db, (transaction) =>
          sql`drop table ${sql.table(day.table)}`.execute(transaction),
        );
        dropped += held;
      }
      return dropped;
    },
  };
}

function dayOf(time: number): Day {
  const from = Math.floor(time / DAY) * DAY;
  const date = new Date(from).toISOString().slice(0, 10).replaceAll('-', '');
  return { table: `decision_${date}`, from };
}

/** The days there are parts for. */
async function days(db: Kysely<Schema>): Promise<readonly Day[]> {
  const { rows } = await sql<{ readonly table: string }>`
    select relname as table from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'decision'::regclass order by relname`.execute(db);
  return rows.flatMap(({ table }) => {
    const [, year, month, date] = /^decision_(\d{4})(\d{2})(\d{2})$/.exec(table) ?? [];
    return year === undefined ? [] : [{ table, from: Date.parse(`${year}-${month}-${date}`) }];
  });
}

/** Made beside the table and put in then, which holds up no exchange. A day that began without is left as it is. */
async function attach(db: Kysely<Schema>, { table, from }: Day): Promise<void> {
  const part = sql.table(table);
  const bounds = sql`from (${sql.lit(from)}) to (${sql.lit(from + DAY)})`;
  try {
    await patientlyLocked(db, async (transaction) => {
      await sql`create table ${part} (like decision including defaults including constraints)`.execute(
        transaction,
      );
      await sql`alter table decision attach partition ${part} for values ${bounds}`.execute(transaction);
    });
  } catch (error) {
    if (!(error instanceof PostgresFault) || error.code !== ROWS_THERE) throw error;
  }
}

/** How many records a day may hold, where all of them may go; `undefined` where one may not, or the day is empty. */
async function heldIn(
  db: Kysely<Schema>,
  { table }: Day,
  chains: readonly ChainExtent[],
): Promise<number | undefined> {
  let held = 0;
  for (const { chain, base } of chains) {
    const { rows } = await sql<{ readonly first: number | null; readonly last: number | null }>`
      select min(seq) as first, max(seq) as last from ${sql.table(table)} where chain = ${chain}`.execute(db);
    const { first, last } = rows[0] ?? { first: null, last: null };
    if (first === null || last === null) continue;
    if (last > base.seq) return undefined;
    held += last - first + 1;
  }
  return held === 0 ? undefined : held;
}

/** Rather gives up, and comes again, than makes exchanges wait behind a lock. */
function patientlyLocked(
  db: Kysely<Schema>,
  change: (transaction: Transaction<Schema>) => Promise<unknown>,
): Promise<unknown> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local lock_timeout = '500ms'`.execute(transaction);
    return change(transaction);
  });
}
