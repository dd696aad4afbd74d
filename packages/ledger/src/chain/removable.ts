import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { ChainExtent, Removable } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';
import { recordIn, recordsOn } from '../trail-reader.ts';
import { type ChainEnd, link } from './link.ts';

/** Records looked at in one turn of the event loop: a few milliseconds. */
const SLICE = 200;

/** How much of a chain may be removed. */
interface RemovableStretch {
  /** The last record: it and all before it are older, were taken by every consumer, and are covered. The base, where none may. */
  readonly end: ChainEnd;
  /** The number of a record that is not the one that was written: it stays, and all after it, for whoever verifies. */
  readonly altered?: number;
}

/** Goes by the records as they are chained, not by what is beside them for searches: whoever alters that must not make them go. */
export async function removableStretch(
  db: Kysely<Schema>,
  { chain, base }: ChainExtent,
  covered: ChainEnd,
  { before, consumers }: Removable,
): Promise<RemovableStretch> {
  const through = Math.min(covered.seq, await takenByAll(db, chain, consumers));
  let end = base;
  while (end.seq < through) {
    const slice = { chain, after: end.seq, limit: Math.min(SLICE, through - end.seq) };
    const rows = await recordsOn(db, slice).select(['seq', 'hash', 'body']).execute();
    if (rows.length === 0) return { end, altered: end.seq + 1 };
    for (const { seq, hash, body } of rows) {
      const next = link(chain, end, body);
      const isSigned = next.seq !== covered.seq || next.hash === covered.hash;
      if (next.seq !== seq || next.hash !== hash || !isSigned) return { end, altered: end.seq + 1 };
      if (!isBefore(before, body)) return { end };
      end = next;
    }
    await nextTurn();
  }
  return { end };
}

function isBefore(time: number, body: string): boolean {
  const { at } = recordIn(body);
  return typeof at === 'number' && at < time;
}

async function takenByAll(db: Kysely<Schema>, chain: string, consumers: readonly string[]): Promise<number> {
  const cursors = await db
    .selectFrom('trail_cursor')
    .select('seq')
    .where('chain', '=', chain)
    .where('consumer', 'in', consumers)
    .execute();
  return cursors.length < consumers.length ? 0 : Math.min(...cursors.map(({ seq }) => seq));
}
