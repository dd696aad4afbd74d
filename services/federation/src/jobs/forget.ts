import type { Ledger } from '@cambio/ledger';
import type { Settings } from '@cambio/settings';
import type { Logger } from 'pino';
import { type Leases, oneAtATime } from './one-at-a-time.ts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds. */
const INTERVAL = 60_000;

export interface Forgetting {
  readonly ledger: {
    readonly issued: Pick<Ledger['issued'], 'erase'>;
    readonly workloads: Pick<Ledger['workloads'], 'forget'>;
    readonly revocations: Pick<Ledger['revocations'], 'forget'>;
    readonly logins: Pick<Ledger['logins'], 'sweep'>;
    readonly trust: Pick<Ledger['trust'], 'forget'>;
    readonly leases: Leases;
  };
  readonly retention: Settings['retention'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether that can be relied on: what a wrong clock calls old may be in use. */
  readonly isSound: () => boolean;
  readonly log: Logger;
}

/** Forgets what was kept for as long as the settings say, so that the store does not grow for ever. */
export function forget({ ledger, retention, now, isSound, log }: Forgetting): Poll {
  const { issued, workloads, revocations, logins, trust, leases } = ledger;
  const inTurn = oneAtATime(leases, 'retention');
  const since = (seconds: number) => now() - seconds * 1000;
  const { revisions } = retention;
  const kinds = {
    tokens: () => issued.erase(retention.tokens * 1000),
    revocations: () => revocations.forget(since(retention.revocations)),
    logins: () => logins.sweep(),
    workloads: () => workloads.forget(since(retention.workloads)),
    ...(revisions !== undefined && { revisions: () => trust.forget(since(revisions)) }),
  };

  async function forgetAll(): Promise<void> {
    for (const [kind, forgetKind] of Object.entries(kinds)) {
      const forgotten = await forgetKind();
      if (!forgotten.ok) log.warn({ kind }, 'what is no longer kept could not be removed');
      else if (forgotten.value > 0)
        log.debug({ kind, number: forgotten.value }, 'removed what is no longer kept');
    }
  }

  return createPoll(async () => {
    if (!isSound()) return;
    const turn = await inTurn(forgetAll);
    if (turn === 'unavailable') log.warn('what is no longer kept could not be removed');
  }, INTERVAL);
}
