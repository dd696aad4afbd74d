import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EpochSeconds } from '@cambio/oauth';
import {
  type CompiledTrust,
  type Diagnostic,
  type DocumentChange,
  diffTrust,
  lintAt,
  type Replay,
  startReplay,
} from '@cambio/policy';
import type { RecordExtent, Recorded } from './recorded-decisions.ts';

/** What a change of documents would do. */
export interface Plan {
  readonly documents: readonly DocumentChange[];
  /** Absent where no record was looked at. */
  readonly record?: Replay & RecordExtent;
  /** What lint says of the new documents and not of those before. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Trust documents without errors. */
export interface Loaded {
  readonly trust: CompiledTrust;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ComparedTrusts {
  readonly before: Loaded;
  readonly after: Loaded;
}

/** Decisions made again in one turn of the event loop: some milliseconds. */
const SLICE = 50;

/** Says what other trust documents would change: of what documents do, and of decisions that were recorded. */
export async function planChange(
  { before, after }: ComparedTrusts,
  recorded: Recorded | undefined,
  now: EpochSeconds,
): Promise<Plan> {
  const known = new Set([...before.diagnostics, ...lintAt(before.trust, { now })].map(nameOf));
  const timed = lintAt(after.trust, { now, history: recorded?.history });
  const { documents } = diffTrust(before.trust, after.trust, { now });
  const replayed = recorded && (await replay([before.trust, after.trust], recorded, now));
  return {
    documents,
    ...(replayed && recorded && { record: { ...recorded.extent, ...replayed } }),
    diagnostics: [...after.diagnostics, ...timed].filter((diagnostic) => !known.has(nameOf(diagnostic))),
  };
}

async function replay(
  trusts: readonly [CompiledTrust, CompiledTrust],
  { decisions }: Recorded,
  now: EpochSeconds,
): Promise<Replay> {
  const replaying = startReplay(trusts, now);
  for (const [index, decision] of decisions.entries()) {
    replaying.add(decision);
    if (index % SLICE === SLICE - 1) await nextTurn();
  }
  return replaying.result();
}

/** What makes two findings the same, wherever they are written. */
function nameOf({ document, rule, message }: Diagnostic): string {
  return JSON.stringify([document, rule, message]);
}
