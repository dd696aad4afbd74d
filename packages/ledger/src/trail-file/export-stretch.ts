import { ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { AuditTrail, StoredCheckpoint } from '../ports/audit-trail.ts';
import { type Checkpoint, readCheckpoint } from '../verify/checkpoint.ts';
import type { Entry } from './entry.ts';

/** What of the trail an export reads. */
export type TrailSource = Pick<
  AuditTrail,
  'chains' | 'latestCheckpoint' | 'checkpointSince' | 'checkpointUntil' | 'checkpoints' | 'records'
>;

/** An export in pieces, each read when the one before was taken. */
export type TrailExport = AsyncIterable<Result<readonly Entry[], Unavailable>>;

/** From which checkpoint to which. */
export interface ExportStretch {
  /** The checkpoint it ends with. */
  readonly stored: StoredCheckpoint;
  /** What that says; absent where somebody damaged it. */
  readonly seal: Checkpoint | undefined;
  /** The number of the one it begins with; absent: the oldest there is, with all that this covers. */
  readonly after?: number;
  readonly unsealed: boolean;
}

/** Entries read at a time: some milliseconds. */
const PAGE = 200;

/** The header, then the records up to each checkpoint, and the checkpoint. */
export async function* readStretch(trail: TrailSource, stretch: ExportStretch): TrailExport {
  const { stored, seal, after, unsealed } = stretch;
  const { number: through, statement: checkpoint } = stored;
  yield ok([{ kind: 'trail', format: 1, checkpoint, ...(after !== undefined && { after }) }]);
  const records = recordReader(trail, seal);
  for (let from = after ?? seal?.statement.oldest ?? 1; from <= through; ) {
    const page = await trail.checkpoints({ from, through, limit: PAGE });
    if (!page.ok) return yield page;
    for (const { number, statement } of page.value) {
      const chains = readCheckpoint(statement)?.statement.chains ?? [];
      if (number === after) records.startAfter(chains);
      else yield* records.upTo(chains);
      yield ok([{ kind: 'checkpoint', statement }]);
    }
    const last = page.value.at(-1);
    if (last === undefined) break;
    from = last.number + 1;
  }
  if (!unsealed) return;
  const chains = await trail.chains();
  if (chains.ok) yield* records.upTo(chains.value);
  else yield chains;
}

type Heads = readonly { readonly chain: string; readonly head: { readonly seq: number } }[];

/** Reads records, and knows how far it has come on every chain. */
function recordReader(trail: TrailSource, seal: Checkpoint | undefined) {
  const reached = new Map(seal?.statement.chains.map(({ chain, base }) => [chain, base.seq]));
  const reachedOn = (chain: string) => reached.get(chain) ?? 0;

  async function* upTo(heads: Heads): TrailExport {
    for (const { chain, head } of heads) {
      while (reachedOn(chain) < head.seq) {
        const page = await trail.records({ chain, after: reachedOn(chain), through: head.seq, limit: PAGE });
        yield page;
        if (!page.ok) return;
        reached.set(chain, page.value.at(-1)?.seq ?? head.seq);
      }
    }
  }

  return {
    upTo,
    startAfter(heads: Heads) {
      for (const { chain, head } of heads) reached.set(chain, Math.max(reachedOn(chain), head.seq));
    },
  };
}
