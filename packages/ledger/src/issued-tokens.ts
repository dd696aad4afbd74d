import { ok } from '@cambio/oauth';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import { lineageReader } from './lineage.ts';
import { countLive, listLive } from './live-tokens.ts';
import type { IssuedTokenStore } from './ports/issued-tokens.ts';
import type { Schema } from './schema.ts';
import { inSlices } from './slices.ts';
import type { Store } from './store.ts';

export function issuedTokens(store: Store, answer: Attempt, now: () => number): IssuedTokenStore {
  const { db } = store;
  const readLineage = lineageReader(store);
  return {
    lineage: (jti) => answer(async () => ok(await readLineage(jti))),
    live: (page) => answer(async () => ok(await listLive(db, page, now()))),
    countLive: (selector) => answer(async () => ok(await countLive(db, selector, now()))),
    erase: (keepMs) => {
      const before = now() - keepMs;
      return inSlices(answer, (limit) => eraseDead(db, before, limit));
    },
  };
}

async function eraseDead(db: Kysely<Schema>, before: number, limit: number): Promise<number> {
  const dead = db.selectFrom('decision').select('id').where('erase_at', '<', before).limit(limit);
  const erased = await db
    .updateTable('decision')
    .set({ token: null, erase_at: null })
    .where('id', 'in', dead)
    // Said twice, so that PostgreSQL looks at the few rows there are to erase, and not through every day for their ids.
    .where('erase_at', '<', before)
    .executeTakeFirst();
  return Number(erased.numUpdatedRows);
}
