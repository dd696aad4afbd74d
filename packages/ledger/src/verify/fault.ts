import type { ChainPosition } from '../ports/trail-reader.ts';

/**
 * What is wrong with a trail, at the first place where something is. Where a checkpoint and a chain disagree and nobody has
 * the checkpoint's key any more, it is the chain that is said to be wrong.
 */
export type TrailFault = {
  /** From 1; one past the end where something is missing there. */
  readonly line: number;
} & (
  | { readonly reason: 'malformed_line' }
  /** The last checkpoint is signed by none of the keys given, or not as the key says. */
  | { readonly reason: 'signature' }
  | RecordFault
  | CheckpointFault
  /** The chain is unbroken, but not the one that was signed: it was written again from `record` on or later, `through` included. */
  | { readonly reason: 'chain_rewritten'; readonly record: ChainPosition; readonly through: number }
  /** A checkpoint knows nothing of a chain that was there before, or more of it was there before. */
  | { readonly reason: 'chain_missing'; readonly chain: string }
);

type RecordFault = {
  /** It does not have the hash it is written with; it is not where it belongs; or nothing signed speaks of it. */
  readonly reason: 'record_altered' | 'record_missing' | 'record_unexpected';
  readonly record: ChainPosition;
};

type CheckpointFault = {
  /**
   * It is not what was signed, or not the one that the next holds on to; it is not where it belongs; it comes after the
   * last; or it is not the one remembered outside, which retention may have removed meanwhile.
   */
  readonly reason:
    | 'checkpoint_altered'
    | 'checkpoint_missing'
    | 'checkpoint_unexpected'
    | 'anchor_differs'
    | 'anchor_removed';
  readonly checkpoint: number;
};

/** `TrailFault` before the line is known. */
export type Fault = TrailFault extends infer F ? (F extends TrailFault ? Omit<F, 'line'> : never) : never;
