import type { Kysely } from 'kysely';
import { readChains, readLatest } from './chain/extent.ts';
import { readStatement } from './chain/statement.ts';
import type { SealedExtent } from './ports/audit-trail.ts';
import type { Backlog } from './ports/trail-reader.ts';
import type { Schema } from './schema.ts';
import { DamagedRecord } from './store-fault.ts';

/** The chains that have records the consumer has not taken. */
export async function chainsBehind(db: Kysely<Schema>, consumer: string) {
  const chains = await db
    .selectFrom('audit_chain')
    .leftJoin('trail_cursor', (join) =>
      join.onRef('trail_cursor.chain', '=', 'audit_chain.id').on('consumer', '=', consumer),
    )
    .select(['id as chain', 'head_seq', 'base_seq', 'seq'])
    .orderBy('id')
    .execute();
  return chains
    .map(({ chain, head_seq, base_seq, seq }) => ({
      chain,
      head: head_seq,
      taken: Math.max(seq ?? 0, base_seq),
    }))
    .filter(({ head, taken }) => head > taken);
}

/** How far a consumer is behind. */
export async function backlogOf(db: Kysely<Schema>, consumer: string): Promise<Backlog> {
  return backlogOn(db, await chainsBehind(db, consumer));
}

/** What the last checkpoint leaves open. */
export async function readSealedExtent(db: Kysely<Schema>): Promise<SealedExtent> {
  const latest = await readLatest(db);
  const statement = latest && readStatement(latest.statement);
  if (latest !== undefined && statement === undefined)
    throw new DamagedRecord('checkpoint', `number ${latest.number}`);
  const sealed = new Map(statement?.chains.map(({ chain, head }) => [chain, head.seq]));
  const open = (await readChains(db))
    .map(({ chain, base, head }) => ({ chain, head: head.seq, taken: sealed.get(chain) ?? base.seq }))
    .filter(({ head, taken }) => head > taken);
  const unsealed = await backlogOn(db, open);
  return { unsealed, ...(statement && { sealedAt: statement.at }) };
}

interface OpenEnd {
  readonly chain: string;
  readonly head: number;
  /** The last record that is taken, or sealed. */
  readonly taken: number;
}

async function backlogOn(db: Kysely<Schema>, ends: readonly OpenEnd[]): Promise<Backlog> {
  const times: number[] = [];
  for (const { chain, taken } of ends) {
    const next = await db
      .selectFrom('decision')
      .select('at')
      .where('chain', '=', chain)
      .where('seq', '=', taken + 1)
      .executeTakeFirst();
    if (next !== undefined) times.push(next.at);
  }
  const records = ends.reduce((sum, { head, taken }) => sum + head - taken, 0);
  return { records, ...(times.length > 0 && { since: Math.min(...times) }) };
}
