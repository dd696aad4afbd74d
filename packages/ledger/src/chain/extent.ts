import type { Kysely } from 'kysely';
import type { ChainExtent, StoredCheckpoint } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';

/** Every chain with both its ends, in the order of their names. */
export async function readChains(db: Kysely<Schema>): Promise<readonly ChainExtent[]> {
  const chains = await db.selectFrom('audit_chain').selectAll().orderBy('id').execute();
  return chains.map(({ id, base_seq, base_hash, head_seq, head_hash }) => ({
    chain: id,
    base: { seq: base_seq, hash: base_hash },
    head: { seq: head_seq, hash: head_hash },
  }));
}

export function readLatest(db: Kysely<Schema>): Promise<StoredCheckpoint | undefined> {
  return db
    .selectFrom('audit_checkpoint')
    .select(['number', 'body as statement'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
