import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { Statement } from '../chain/statement.ts';
import { type Checkpoint, readCheckpoint } from '../verify/checkpoint.ts';
import type { Entry } from './entry.ts';
import { type ExportStretch, readStretch, type TrailExport, type TrailSource } from './export-stretch.ts';

/** What of the trail is wanted: whole checkpoints, so that it can be verified. Milliseconds since the epoch. */
export interface ExportBounds {
  /** Nothing that was sealed at this time is needed. Absent: all there is. */
  readonly from?: number | undefined;
  /** Nothing later is needed. Absent: up to the last checkpoint. */
  readonly until?: number | undefined;
  /** Also what came after the last checkpoint. */
  readonly unsealed?: boolean;
}

/**
 * The trail in the order in which it is verified, as it is stored, right or wrong: after the last checkpoint that was made by
 * `from`, up to the first that was made at `until` or later. What retention has removed is left out. `nothing_sealed` where
 * there is no checkpoint yet.
 */
export async function openExport(
  trail: TrailSource,
  bounds: ExportBounds = {},
): Promise<Result<TrailExport, Unavailable | 'nothing_sealed'>> {
  const stretch = await stretchWithin(trail, bounds);
  return stretch.ok ? ok(readStretch(trail, stretch.value)) : stretch;
}

/** The same, handed to `write` entry by entry. */
export async function exportTrail(
  trail: TrailSource,
  write: (entry: Entry) => Promise<void>,
  bounds: ExportBounds = {},
): Promise<Result<void, Unavailable | 'nothing_sealed'>> {
  const opened = await openExport(trail, bounds);
  if (!opened.ok) return opened;
  for await (const piece of opened.value) {
    if (!piece.ok) return piece;
    for (const entry of piece.value) await write(entry);
  }
  return ok(undefined);
}

async function stretchWithin(
  trail: TrailSource,
  { from, until, unsealed = false }: ExportBounds,
): Promise<Result<ExportStretch, Unavailable | 'nothing_sealed'>> {
  const latest = await trail.latestCheckpoint();
  const end = until === undefined ? latest : await trail.checkpointSince(until);
  const begin = from === undefined ? ok(undefined) : await trail.checkpointUntil(from);
  if (!latest.ok) return latest;
  if (!end.ok) return end;
  if (!begin.ok) return begin;
  const stored = end.value ?? latest.value;
  if (stored === undefined) return err('nothing_sealed');
  const seal = readCheckpoint(stored.statement);
  const now = readCheckpoint(latest.value?.statement ?? '');
  const after = await beginOf(trail, begin.value?.number, seal, now);
  if (!after.ok) return after;
  return ok({ stored, seal, unsealed, ...(after.value !== undefined && { after: after.value }) });
}

/** A seal of old may speak of what retention has removed since: then it begins with a checkpoint that covers all of that. */
async function beginOf(
  trail: TrailSource,
  wanted: number | undefined,
  seal: Checkpoint | undefined,
  now: Checkpoint | undefined,
): Promise<Result<number | undefined, Unavailable>> {
  if (seal === undefined || now === undefined) return ok(wanted);
  if (covers(seal.statement.chains, now, 'base')) return ok(wanted && Math.min(wanted, seal.number));
  for (let number = Math.max(wanted ?? 1, now.statement.oldest); number < seal.number; number += 1) {
    const page = await trail.checkpoints({ from: number, through: number, limit: 1 });
    if (!page.ok) return page;
    const chains = readCheckpoint(page.value[0]?.statement ?? '')?.statement.chains ?? [];
    if (covers(chains, now, 'head')) return ok(number);
  }
  return ok(seal.number);
}

/** Whether one of the ends that a checkpoint knows of each chain is beyond what retention has removed. */
function covers(chains: Statement['chains'], { statement }: Checkpoint, end: 'base' | 'head'): boolean {
  const ends = new Map(chains.map((each) => [each.chain, each[end].seq]));
  return statement.chains.every(({ chain, base }) => (ends.get(chain) ?? 0) >= base.seq);
}
