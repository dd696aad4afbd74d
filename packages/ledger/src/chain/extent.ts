import type { Kysely } from 'kysely';
import type { ChainExtent, StoredCheckpoint } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';
import { genesis } from './link.ts';
import type { Statement } from './statement.ts';

/** Every chain with both its ends, in the order of their names. */
export async function readChains(db: Kysely<Schema>): Promise<readonly ChainExtent[]> {
  const chains = await db.selectFrom('audit_chain').selectAll().orderBy('id').execute();
  return chains.map(({ id, base_seq, base_hash, head_seq, head_hash }) => ({
    chain: id,
    base: { seq: base_seq, hash: base_hash },
    head: { seq: head_seq, hash: head_hash },
  }));
}

/**
 * The chains, each beginning where the last checkpoint says. What the table says of that is for readers: whoever can write to
 * it could have the gateway sign away what they removed.
 */
export function fromSignedBases(
  chains: readonly ChainExtent[],
  said: Statement | undefined,
): readonly ChainExtent[] {
  const bases = new Map(said?.chains.map(({ chain, base }) => [chain, base]));
  return chains.map((extent) => ({ ...extent, base: bases.get(extent.chain) ?? genesis(extent.chain) }));
}

export function readLatest(db: Kysely<Schema>): Promise<StoredCheckpoint | undefined> {
  return checkpoint(db).orderBy('number', 'desc').executeTakeFirst();
}

export function readSince(db: Kysely<Schema>, at: number): Promise<StoredCheckpoint | undefined> {
  return checkpoint(db).where('at', '>=', at).orderBy('at').orderBy('number').executeTakeFirst();
}

export function readUntil(db: Kysely<Schema>, at: number): Promise<StoredCheckpoint | undefined> {
  return checkpoint(db)
    .where('at', '<=', at)
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst();
}

function checkpoint(db: Kysely<Schema>) {
  return db.selectFrom('audit_checkpoint').select(['number', 'body as statement']).limit(1);
}
