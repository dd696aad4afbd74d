import type { Ledger } from '@cambio/ledger';
import { checkpointKey, type KeyRing } from '@cambio/mint';
import type { Logger } from 'pino';
import { type Leases, oneAtATime } from '../jobs/one-at-a-time.ts';
import { createPoll, type Poll } from '../jobs/poll.ts';

export interface SealingOptions {
  readonly ledger: {
    readonly trail: Pick<Ledger['trail'], 'prepare' | 'latestCheckpoint' | 'seal' | 'prune'>;
    readonly leases: Leases;
  };
  readonly ring: Pick<KeyRing, 'signCheckpoint' | 'keys'>;
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
  let failing = false;

  async function sealAndPrune(): Promise<void> {
    const prepared = await ledger.trail.prepare(options.now());
    const done = prepared.ok && (await sealOnce(options)) && (await pruneOnce(options));
    if (done) failing = false;
    else complain();
  }

  async function lookOnce(): Promise<void> {
    if ((await inTurn(sealAndPrune)) === 'unavailable') complain();
  }

  function complain(): void {
    if (!failing) log.error('the audit trail cannot be sealed: the ledger or the signer does not answer');
    failing = true;
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
      if (!(await sealOnce(options))) complain();
    },
  };
}

/** How often a checkpoint is made anew since another replica's came first. */
const ROUNDS = 10;

/** Until one covers what there was when it began: that of a replica that was faster may lack what was recorded here. */
async function sealOnce(options: SealingOptions, rounds = ROUNDS): Promise<boolean> {
  const { ledger, ring, issuer, now, log } = options;
  const anyway = await isUnderOldKey(options);
  if (anyway === undefined) return false;
  const removable = removableNow(options);
  const sign = ring.signCheckpoint;
  const sealed = await ledger.trail.seal({ issuer, now: now(), sign, anyway, removable });
  if (!sealed.ok) return false;
  if (sealed.value === 'stale') return rounds > 1 && sealOnce(options, rounds - 1);
  if (typeof sealed.value !== 'string') {
    log.info({ checkpoint: sealed.value.number, hash: sealed.value.hash }, 'audit trail sealed');
  }
  return true;
}

/** What may be removed by the settings; nothing is by a clock that has just been set. */
function removableNow({ retention, isSound, now, consumers }: SealingOptions) {
  if (retention === undefined || !isSound()) return undefined;
  return { before: now() - retention * 1000, consumers };
}

/** Whether the last checkpoint is signed by a key that will not be published for long. */
async function isUnderOldKey({ ledger, ring }: SealingOptions): Promise<boolean | undefined> {
  const latest = await ledger.trail.latestCheckpoint();
  if (!latest.ok) return undefined;
  if (latest.value === undefined) return false;
  const kid = checkpointKey(latest.value.statement);
  return ring.keys().find((key) => key.kid === kid)?.state !== 'active';
}

async function pruneOnce({ ledger, retention, log }: SealingOptions): Promise<boolean> {
  if (retention === undefined) return true;
  const pruned = await ledger.trail.prune();
  if (pruned.ok && pruned.value > 0) log.info({ records: pruned.value }, 'old decisions removed');
  return pruned.ok;
}
