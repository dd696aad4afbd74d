import type { Anchor, Ledger } from '@cambio/ledger';
import type { KeyRing } from '@cambio/mint';
import type { Logger } from 'pino';
import { type Leases, oneAtATime } from '../jobs/one-at-a-time.ts';
import { createPoll, type Poll } from '../jobs/poll.ts';
import { checkpointJudge } from './judge-checkpoint.ts';
import { type NotSealed, sealOnce } from './seal-once.ts';

export interface SealingOptions {
  readonly ledger: {
    readonly trail: Pick<Ledger['trail'], 'prepare' | 'latestCheckpoint' | 'seal' | 'prune'>;
    readonly leases: Leases;
  };
  readonly ring: Pick<KeyRing, 'signCheckpoint' | 'keys' | 'jwks' | 'follow'>;
  /** A checkpoint to build on though its key is gone. */
  readonly accept?: Anchor | undefined;
  readonly issuer: string;
  /** Seconds. */
  readonly every: number;
  /** Seconds that decisions are kept; absent: for good. */
  readonly retention: number | undefined;
  /** Who must have taken them before they go. */
  readonly consumers: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether that can be relied on: what a wrong clock calls old is not removed. */
  readonly isSound: () => boolean;
  readonly log: Logger;
  /** Told each time that the last checkpoint is not the gateway's own. */
  readonly onForeign: () => void;
}

export interface TrailSealing extends Poll {
  /** Seals what there is a last time, so that nothing is left open behind an orderly end. */
  stop(): Promise<void>;
}

/**
 * Seals the trail with a signed checkpoint again and again, on one replica at a time, and removes what has had its time. The
 * log names each checkpoint: whoever keeps the log elsewhere has a witness against a trail that is cut off.
 */
export function sealTrail(options: SealingOptions): TrailSealing {
  const { ledger, log } = options;
  const inTurn = oneAtATime(ledger.leases, 'audit-seal');
  const judge = checkpointJudge(options.ring);
  let problem: string | undefined;

  async function sealAndPrune(): Promise<void> {
    const prepared = await ledger.trail.prepare(options.now());
    if (!prepared.ok) return complain('unavailable');
    if (!(await seal())) return;
    if (await pruneOnce(options)) problem = undefined;
    else complain('unavailable');
  }

  async function seal(): Promise<boolean> {
    const sealed = await sealOnce({ ...options, judge }, () => removableNow(options));
    if (!sealed.ok) complain(sealed.error);
    return sealed.ok;
  }

  async function lookOnce(): Promise<void> {
    await witness();
    if ((await inTurn(sealAndPrune)) === 'unavailable') complain('unavailable');
  }

  /** Whoever has the next turn has to know this checkpoint, whose key may be revoked until then. */
  async function witness(): Promise<void> {
    const latest = await ledger.trail.latestCheckpoint();
    if (latest.ok && latest.value !== undefined) await judge(latest.value.statement);
  }

  function complain(found: NotSealed): void {
    if (found !== 'unavailable') options.onForeign();
    const text = JSON.stringify(found);
    if (text !== problem) tell(found, log);
    problem = text;
  }

  const poll = createPoll(lookOnce, options.every * 1000);
  return {
    ...poll,
    start() {
      poll.start();
      // What an end without order left open, and a day that has no place yet, need not wait.
      void poll.look();
    },
    async stop() {
      poll.stop();
      // A look that is under way may have begun before the last record was written.
      await poll.look();
      // Whoever's turn it is: that may be a replica that died over it.
      await seal();
    },
  };
}

function tell(found: NotSealed, log: Logger): void {
  if (found === 'unavailable') {
    log.error('the audit trail cannot be sealed: the ledger or the signer does not answer');
    return;
  }
  const { number, hash, why } = found;
  log.error(
    { checkpoint: number, hash, why },
    'the audit trail is not sealed: its last checkpoint is foreign',
  );
}

/** What may be removed by the settings; nothing is by a clock that has just been set. */
function removableNow({ retention, isSound, now, consumers }: SealingOptions) {
  if (retention === undefined || !isSound()) return undefined;
  return { before: now() - retention * 1000, consumers };
}

async function pruneOnce({ ledger, retention, log }: SealingOptions): Promise<boolean> {
  if (retention === undefined) return true;
  const pruned = await ledger.trail.prune();
  if (pruned.ok && pruned.value > 0) log.info({ records: pruned.value }, 'old decisions removed');
  return pruned.ok;
}
