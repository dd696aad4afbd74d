import { ok } from '@cambio/oauth';
import type { Attempt } from './attempt.ts';
import { readSealedExtent } from './backlog.ts';
import { readChains, readLatest, readSince, readUntil } from './chain/extent.ts';
import { prune } from './chain/prune.ts';
import { seal } from './chain/seal.ts';
import type { AuditTrail } from './ports/audit-trail.ts';
import type { Store } from './store.ts';
import { recordIn, trailReader } from './trail-reader.ts';

export function auditTrail(store: Store, attempt: Attempt, onFault: (error: Error) => void): AuditTrail {
  const { db, parts } = store;
  return {
    ...trailReader(db, attempt),
    chains: () => attempt(async () => ok(await readChains(db))),
    sealedExtent: () => attempt(async () => ok(await readSealedExtent(db))),
    latestCheckpoint: () => attempt(async () => ok(await readLatest(db))),
    checkpointSince: (at) => attempt(async () => ok(await readSince(db, at))),
    checkpointUntil: (at) => attempt(async () => ok(await readUntil(db, at))),
    checkpoints: ({ from, through, limit }) =>
      attempt(async () =>
        ok(
          await db
            .selectFrom('audit_checkpoint')
            .select(['number', 'body as statement'])
            .where('number', '>=', from)
            .where('number', '<=', through)
            .orderBy('number')
            .limit(limit)
            .execute(),
        ),
      ),
    records: ({ chain, after, through, limit }) =>
      attempt(async () => {
        const rows = await db
          .selectFrom('decision')
          .select(['chain', 'seq', 'hash', 'body'])
          .where('chain', '=', chain)
          .where('seq', '>', after)
          .where('seq', '<=', through)
          .orderBy('seq')
          .limit(limit)
          .execute();
        return ok(rows.map(({ body, ...place }) => ({ kind: 'decision', ...place, record: recordIn(body) })));
      }),
    prepare: (now) => attempt(async () => ok(await parts?.make(now))),
    seal: (sealing) => attempt(() => seal(db, sealing, onFault)),
    prune: () => attempt(async () => ok(await prune(store))),
  };
}
