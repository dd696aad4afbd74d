import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { ChainExtent, Removable } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';
import type { ChainEnd } from './link.ts';

/** Records looked at in one turn of the event loop: a few milliseconds. */
const SLICE = 2000;

/**
 * The last record of a chain that may be removed: it and all before it are older, were taken by every consumer, and are not
 * beyond `covered`. The base as it is, where there is none.
 */
export async function removableEnd(
  db: Kysely<Schema>,
  { chain, base }: ChainExtent,
  covered: number,
  { before, consumers }: Removable,
): Promise<ChainEnd> {
  const through = Math.min(covered, await takenByAll(db, chain, consumers));
  let end = base;
  while (end.seq < through) {
    const rows = await db
      .selectFrom('decision')
      .select(['seq', 'hash', 'at'])
      .where('chain', '=', chain)
      .where('seq', '>', end.seq)
      .where('seq', '<=', through)
      .orderBy('seq')
      .limit(SLICE)
      .execute();
    const young = rows.findIndex(({ at }) => at >= before);
    const { seq, hash } = rows.at(young === -1 ? -1 : young - 1) ?? end;
    if (young === 0 || rows.length === 0) return end;
    end = { seq, hash };
    if (young !== -1) return end;
    await nextTurn();
  }
  return end;
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
