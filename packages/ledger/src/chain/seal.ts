import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { Kysely } from 'kysely';
import { INVENTORY } from '../inventory/take.ts';
import type { ChainExtent, ForeignCheckpoint, Removable, Sealing } from '../ports/audit-trail.ts';
import type { ChainPosition } from '../ports/trail-reader.ts';
import type { Schema } from '../schema.ts';
import { DamagedRecord } from '../store-fault.ts';
import type { Anchor, Checkpoint } from '../verify/checkpoint.ts';
import { fromSignedBases, readChains } from './extent.ts';
import { lastCheckpoint } from './last-checkpoint.ts';
import { genesis } from './link.ts';
import { removableStretch } from './removable.ts';
import { checkpointHash, type Statement } from './statement.ts';

/**
 * In this order: read what there is, say it, sign it, keep it. Nothing is locked: of two who do so at once one is `stale`.
 * @param onFault told of each record that may go, but is not the one that was written
 */
export async function seal(
  db: Kysely<Schema>,
  sealing: Sealing,
  onFault: (error: Error) => void,
): Promise<Result<Anchor | 'unchanged' | 'stale', Unavailable | ForeignCheckpoint>> {
  const found = await lastCheckpoint(db, sealing);
  if (!found.ok) return found;
  const last = found.value;
  const extents = fromSignedBases(await readChains(db), last?.statement);
  const { chains, altered } = await withBases(db, extents, last, sealing.removable);
  if (!sealing.anyway && isSame(chains, last?.statement.chains ?? [])) return ok('unchanged');
  const number = (last?.number ?? 0) + 1;
  const statement: Statement = {
    iss: sealing.issuer,
    number,
    at: sealing.now,
    ...(last && { previous: last.hash }),
    oldest: await oldestKept(db, last, number, sealing.removable),
    chains,
  };
  const signed = await sealing.sign(statement);
  if (!signed.ok) return err('unavailable');
  // Where another was faster, a record that is not there may have been removed meanwhile.
  if (!(await keep(db, statement, signed.value))) return ok('stale');
  for (const { chain, seq } of altered) {
    onFault(new DamagedRecord('decision', `${chain}/${seq} is not what was written; retention leaves it`));
  }
  return ok({ number, hash: checkpointHash(signed.value) });
}

interface BasedChains {
  readonly chains: readonly ChainExtent[];
  /** Records at which retention stopped, since they are not what was written. */
  readonly altered: readonly ChainPosition[];
}

/** The chains, with as much given up as may be. What no checkpoint has covered yet is not. */
async function withBases(
  db: Kysely<Schema>,
  extents: readonly ChainExtent[],
  last: Checkpoint | undefined,
  removable: Removable | undefined,
): Promise<BasedChains> {
  if (removable === undefined || last === undefined) return { chains: extents, altered: [] };
  const covered = new Map(last.statement.chains.map(({ chain, head }) => [chain, head]));
  const rule = { ...removable, consumers: [INVENTORY, ...removable.consumers] };
  const chains: ChainExtent[] = [];
  const altered: ChainPosition[] = [];
  for (const extent of extents) {
    const { chain } = extent;
    const stretch = await removableStretch(db, extent, covered.get(chain) ?? genesis(chain), rule);
    chains.push({ ...extent, base: stretch.end });
    if (stretch.altered !== undefined) altered.push({ chain, seq: stretch.altered });
  }
  return { chains, altered };
}

/** Checkpoints are kept as long as records are, the newest always. */
async function oldestKept(
  db: Kysely<Schema>,
  last: Checkpoint | undefined,
  next: number,
  removable: Removable | undefined,
): Promise<number> {
  const oldest = last?.statement.oldest ?? next;
  if (removable === undefined) return oldest;
  const kept = await db
    .selectFrom('audit_checkpoint')
    .select('number')
    .where('at', '>=', removable.before)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return Math.max(oldest, kept?.number ?? next);
}

/** In one transaction: the checkpoint, and the bases it speaks of. */
function keep(db: Kysely<Schema>, { number, at, chains }: Statement, body: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('audit_checkpoint')
      .values({ number, at, body })
      .onConflict((conflict) => conflict.doNothing())
      .returning('number')
      .executeTakeFirst();
    if (inserted === undefined) return false;
    for (const { chain, base } of chains) {
      await transaction
        .updateTable('audit_chain')
        .set({ base_seq: base.seq, base_hash: base.hash })
        .where('id', '=', chain)
        .where('base_seq', '<', base.seq)
        .execute();
    }
    return true;
  });
}

function isSame(chains: readonly ChainExtent[], said: readonly ChainExtent[]): boolean {
  return (
    chains.length === said.length &&
    chains.every(({ chain, base, head }, index) => {
      const before = said[index];
      return before?.chain === chain && before.base.seq === base.seq && before.head.seq === head.seq;
    })
  );
}
