import type { Anchor, ForeignCheckpoint, Ledger, Removable, Sealing } from '@cambio/ledger';
import { checkpointKey, type KeyRing } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { Logger } from 'pino';

export interface SealOptions {
  readonly ledger: { readonly trail: Pick<Ledger['trail'], 'latestCheckpoint' | 'seal'> };
  readonly ring: Pick<KeyRing, 'signCheckpoint' | 'keys'>;
  readonly judge: Sealing['judge'];
  /** A checkpoint to build on though its key is gone. */
  readonly accept?: Anchor | undefined;
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Why nothing was sealed. */
export type NotSealed = 'unavailable' | ForeignCheckpoint;

/** How often a checkpoint is made anew since another replica's came first. */
const ROUNDS = 10;

/** Until one covers what there was when it began: that of a replica that was faster may lack what was recorded here. */
export async function sealOnce(
  options: SealOptions,
  removable: () => Removable | undefined = () => undefined,
  rounds = ROUNDS,
): Promise<Result<void, NotSealed>> {
  const { ledger, ring, judge, accept, issuer, now, log } = options;
  const anyway = await isUnderOldKey(options);
  if (!anyway.ok) return anyway;
  const sealed = await ledger.trail.seal({
    issuer,
    now: now(),
    sign: ring.signCheckpoint,
    judge,
    accept,
    anyway: anyway.value,
    removable: removable(),
  });
  if (!sealed.ok) return sealed;
  if (sealed.value === 'stale') {
    return rounds > 1 ? sealOnce(options, removable, rounds - 1) : err('unavailable');
  }
  if (typeof sealed.value !== 'string') {
    log.info({ checkpoint: sealed.value.number, hash: sealed.value.hash }, 'audit trail sealed');
  }
  return ok(undefined);
}

/** Whether the last checkpoint is signed by a key that will not be published for long. */
async function isUnderOldKey({ ledger, ring }: SealOptions): Promise<Result<boolean, 'unavailable'>> {
  const latest = await ledger.trail.latestCheckpoint();
  if (!latest.ok) return latest;
  if (latest.value === undefined) return ok(false);
  const kid = checkpointKey(latest.value.statement);
  return ok(ring.keys().find((key) => key.kid === kid)?.state !== 'active');
}
