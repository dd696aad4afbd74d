import { err, ok, type Result } from '@cambio/oauth';
import { canonicalJson } from '../chain/canonical-json.ts';
import { type ChainEnd, genesis, link } from '../chain/link.ts';
import type { ChainPosition } from '../ports/trail-reader.ts';
import type { DecisionEntry, Entry } from '../trail-file/entry.ts';
import { type Anchor, type Checkpoint, readCheckpoint } from './checkpoint.ts';
import type { Fault } from './fault.ts';

export type SignatureVerdict = 'valid' | 'invalid' | 'unknown_key';

/** Judges the signature of a checkpoint by the keys somebody has. */
export type SignatureCheck = (jws: string) => Promise<SignatureVerdict>;

export interface ReadingOptions {
  readonly checkSignature: SignatureCheck;
  /** A checkpoint that was remembered outside. Without one, a trail cut off at an earlier checkpoint looks whole. */
  readonly expect?: Anchor | undefined;
  /** Whether records after the last checkpoint may follow, as on a ledger in use. They are chained, but not signed. */
  readonly unsealed?: true;
}

/** What a whole trail holds. */
export interface TrailExtent {
  readonly records: number;
  readonly checkpoints: number;
  readonly chains: number;
  /** The checkpoint it begins with, where what that covers was left out. */
  readonly after?: { readonly number: number; readonly at: number };
  /** Records that no checkpoint covers. */
  readonly unsealed: number;
  /** The last checkpoint: what to remember. */
  readonly last: Anchor;
  /** When that was made, in milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Starts with the header, which holds the checkpoint that the trail ends with, the seal. Its signature vouches for
 * everything: where each chain begins (in a part of a trail, after which checkpoint) and ends, and, since each checkpoint holds on to the one before, all the others,
 * whose keys may be long gone.
 */
export async function startReading(entry: Entry, options: ReadingOptions): Promise<Result<Reading, Fault>> {
  if (entry.kind !== 'trail') return err({ reason: 'malformed_line' });
  const seal = readCheckpoint(entry.checkpoint);
  if (seal === undefined || (await options.checkSignature(entry.checkpoint)) !== 'valid') {
    return err({ reason: 'signature' });
  }
  return ok(new Reading(seal, entry.after, options));
}

/** A trail as far as it was read, entry by entry. */
export class Reading {
  readonly #seal: Checkpoint;
  /** The number of the checkpoint that it begins with: what that covers was left out. */
  readonly #after: number | undefined;
  #begin: Checkpoint | undefined;
  readonly #options: ReadingOptions;
  readonly #bases: ReadonlyMap<string, ChainEnd>;
  readonly #heads: ReadonlyMap<string, ChainEnd>;
  /** How far each chain was read. */
  readonly #reached: Map<string, ChainEnd>;
  #last: Checkpoint | undefined;
  /** The chain read last since the last checkpoint. Between two checkpoints, chains come in the order of their names. */
  #current = '';
  #records = 0;
  #unsealed = 0;

  constructor(seal: Checkpoint, after: number | undefined, options: ReadingOptions) {
    const { chains } = seal.statement;
    this.#seal = seal;
    this.#after = after;
    this.#options = options;
    this.#bases = new Map(chains.map(({ chain, base }) => [chain, base]));
    this.#heads = new Map(chains.map(({ chain, head }) => [chain, head]));
    this.#reached = new Map(this.#bases);
  }

  async read(entry: Entry): Promise<Result<void, Fault>> {
    if (entry.kind === 'decision') return this.#readDecision(entry);
    return entry.kind === 'checkpoint'
      ? this.#readCheckpoint(entry.statement)
      : err({ reason: 'malformed_line' });
  }

  /** Once all is read: whether nothing is missing. */
  finish(): Result<TrailExtent, Fault> {
    const { number, hash, statement } = this.#seal;
    const { expect } = this.#options;
    if (this.#last?.number !== number) return this.#cutOff();
    if (expect !== undefined && expect.number > number) return lost(number + 1);
    const first = this.#after ?? statement.oldest;
    if (expect !== undefined && expect.number < first) {
      return err({ reason: 'anchor_removed', checkpoint: expect.number });
    }
    return ok({
      records: this.#records,
      checkpoints: number - first + 1,
      chains: this.#reached.size,
      ...(this.#begin && { after: { number: first, at: this.#begin.statement.at } }),
      unsealed: this.#unsealed,
      last: { number, hash },
      at: statement.at,
    });
  }

  #readDecision({ chain, seq, hash, record }: DecisionEntry): Result<void, Fault> {
    if (this.#after !== undefined && this.#begin === undefined) return unexpected({ chain, seq });
    const isUnsealed = this.#last?.number === this.#seal.number && this.#options.unsealed === true;
    const end = this.#reached.get(chain) ?? (isUnsealed ? genesis(chain) : undefined);
    if (end === undefined || chain < this.#current || seq <= end.seq) return unexpected({ chain, seq });
    if (seq > end.seq + 1) return missing({ chain, seq: end.seq + 1 });
    if (!isUnsealed && seq > (this.#heads.get(chain)?.seq ?? 0)) return unexpected({ chain, seq });
    const next = link(chain, end, canonicalJson(record));
    if (next.hash !== hash) return err({ reason: 'record_altered', record: { chain, seq } });
    this.#reached.set(chain, next);
    this.#current = chain;
    this.#records += 1;
    if (isUnsealed) this.#unsealed += 1;
    return ok(undefined);
  }

  async #readCheckpoint(jws: string): Promise<Result<void, Fault>> {
    const found = readCheckpoint(jws);
    if (found === undefined) return err({ reason: 'malformed_line' });
    const fault =
      this.#whyNotNext(found) ??
      (await this.#whyNotAuthentic(found, jws)) ??
      this.#whyNotOfThese(found) ??
      (found.number === this.#after ? this.#beginWith(found) : this.#whyChainsDiffer(found));
    if (fault !== undefined) return err(fault);
    this.#last = found;
    this.#current = '';
    return ok(undefined);
  }

  /** Where each chain goes on: what the checkpoint covers was left out. */
  #beginWith(found: Checkpoint): undefined {
    this.#begin = found;
    for (const { chain, head } of found.statement.chains) {
      if ((this.#reached.get(chain)?.seq ?? 0) < head.seq) this.#reached.set(chain, head);
    }
  }

  /** The oldest kept comes first, then each number, up to the seal's. */
  #whyNotNext({ number }: Checkpoint): Fault | undefined {
    const next = this.#next();
    if (number < next || next > this.#seal.number)
      return { reason: 'checkpoint_unexpected', checkpoint: number };
    return number === next ? undefined : { reason: 'checkpoint_missing', checkpoint: next };
  }

  /** A key that nobody has any more does no harm: the next checkpoint holds on to this one. */
  async #whyNotAuthentic({ number, hash, statement }: Checkpoint, jws: string): Promise<Fault | undefined> {
    const { checkSignature, expect } = this.#options;
    if ((await checkSignature(jws)) === 'invalid')
      return { reason: 'checkpoint_altered', checkpoint: number };
    if (this.#last !== undefined && statement.previous !== this.#last.hash) {
      return { reason: 'checkpoint_altered', checkpoint: this.#last.number };
    }
    if (number === this.#seal.number && hash !== this.#seal.hash) {
      return { reason: 'checkpoint_altered', checkpoint: number };
    }
    if (expect?.number === number && expect.hash !== hash) {
      return { reason: 'anchor_differs', checkpoint: number };
    }
    return undefined;
  }

  /** Chains stay for good, and neither end of one ever moves back. */
  #whyNotOfThese({ statement: { chains } }: Checkpoint): Fault | undefined {
    const now = new Map(chains.map((each) => [each.chain, each]));
    const lacking =
      this.#last?.statement.chains.find(({ chain, base, head }) => {
        const later = now.get(chain);
        return later === undefined || later.head.seq < head.seq || later.base.seq < base.seq;
      }) ?? chains.find(({ chain }) => !this.#reached.has(chain));
    return lacking && { reason: 'chain_missing', chain: lacking.chain };
  }

  /** What was read of every chain must be what the checkpoint says; of what retention removed, only the end is known. */
  #whyChainsDiffer({ statement: { chains } }: Checkpoint): Fault | undefined {
    const heads = new Map(chains.map(({ chain, head }) => [chain, head]));
    for (const [chain, end] of this.#reached) {
      const base = this.#bases.get(chain)?.seq ?? 0;
      const head = heads.get(chain);
      const due = Math.max(base, head?.seq ?? 0);
      if (end.seq < due) return { reason: 'record_missing', record: { chain, seq: end.seq + 1 } };
      if (end.seq > due) return { reason: 'record_unexpected', record: { chain, seq: due + 1 } };
      if (head?.seq === due && head.hash !== end.hash) return this.#rewritten(chain, base, due);
    }
    return undefined;
  }

  #rewritten(chain: string, base: number, through: number): Fault {
    const before = this.#last?.statement.chains.find((each) => each.chain === chain)?.head.seq ?? 0;
    return { reason: 'chain_rewritten', record: { chain, seq: Math.max(base, before) + 1 }, through };
  }

  /** What is missing at the end: of the chain read last, if that has more, else of the first that has. */
  #cutOff(): Result<never, Fault> {
    const short = [...this.#heads].filter(([each, head]) => (this.#reached.get(each)?.seq ?? 0) < head.seq);
    const [chain] = short.find(([each]) => each === this.#current) ?? short[0] ?? [];
    if (chain === undefined) return lost(this.#next());
    return missing({ chain, seq: (this.#reached.get(chain)?.seq ?? 0) + 1 });
  }

  #next(): number {
    return this.#last === undefined ? (this.#after ?? this.#seal.statement.oldest) : this.#last.number + 1;
  }
}

function missing(record: ChainPosition): Result<never, Fault> {
  return err({ reason: 'record_missing', record });
}

function unexpected(record: ChainPosition): Result<never, Fault> {
  return err({ reason: 'record_unexpected', record });
}

function lost(checkpoint: number): Result<never, Fault> {
  return err({ reason: 'checkpoint_missing', checkpoint });
}
