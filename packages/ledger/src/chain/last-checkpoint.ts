import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { Kysely } from 'kysely';
import type { ForeignCheckpoint, Sealing } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';
import { type Checkpoint, readCheckpoint } from '../verify/checkpoint.ts';
import { readLatest } from './extent.ts';
import { checkpointHash } from './statement.ts';

/**
 * The checkpoint to build on: the last one, where the gateway made it. What it says of where chains begin is signed again
 * with the next one, so that whoever could put one of his own there would have the gateway itself vouch for it.
 */
export async function lastCheckpoint(
  db: Kysely<Schema>,
  { judge, accept }: Pick<Sealing, 'judge' | 'accept'>,
): Promise<Result<Checkpoint | undefined, Unavailable | ForeignCheckpoint>> {
  const stored = await readLatest(db);
  if (stored === undefined) return ok(undefined);
  const { number, statement: jws } = stored;
  const hash = checkpointHash(jws);
  const foreign = (why: ForeignCheckpoint['why']) =>
    err({ reason: 'foreign_checkpoint', why, number, hash } as const);
  const last = readCheckpoint(jws);
  // One of another number is an older one, put in its place.
  if (last?.number !== number) return foreign('malformed');
  if (accept?.number === number && accept.hash === hash) return ok(last);
  const judged = await judge(jws);
  if (!judged.ok) return judged;
  return judged.value === 'valid' ? ok(last) : foreign(judged.value);
}
