import type { EpochSeconds } from '@cambio/oauth';
import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { type DocumentChange, documentChanges } from './documents.ts';
import { type RecordedDecision, type Replay, startReplay } from './recorded.ts';

/** What other documents would change. */
export interface TrustDiff {
  readonly documents: readonly DocumentChange[];
  /** Absent where no decisions were given. */
  readonly replay?: Replay;
}

export interface DiffOptions {
  /** Decisions to make again, the newest first. */
  readonly recorded?: readonly RecordedDecision[] | undefined;
  readonly now: EpochSeconds;
}

/**
 * Compares two trusts by what they do, not by what is written: order, comments, defaults written out and other words
 * for the same change nothing, nor do owners, descriptions, reviews and tests. With recorded decisions, also says which
 * of them would turn out otherwise. Pure.
 */
export function diffTrust(
  before: CompiledTrust,
  after: CompiledTrust,
  { recorded, now }: DiffOptions,
): TrustDiff {
  const documents = documentChanges([before, after]);
  if (recorded === undefined) return { documents };
  const replaying = startReplay([before, after], now);
  for (const record of recorded) replaying.add(record);
  return { documents, replay: replaying.result() };
}
