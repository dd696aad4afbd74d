import type { Ledger } from '@cambio/ledger';
import type { Logger } from 'pino';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { isNewer } from '../trust/ledger-revision.ts';
import { logAdvice } from '../trust/log-advice.ts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks: a change on any replica binds here within a second. */
const INTERVAL = 1000;

/**
 * Keeps the trust in step with the ledger, by the name of its latest revision. Each revision is judged once; one with
 * errors is logged, and the last good one stays in force until there is a newer one.
 */
export function followTrust(
  history: Pick<Ledger['trust'], 'list' | 'latest'>,
  trust: ActiveTrust,
  log: Logger,
): Poll {
  let seen = trust.current().revision;
  let reachable = true;

  async function lookOnce(): Promise<void> {
    const newest = await history.list({ limit: 1 });
    const revision = newest.ok ? newest.value[0]?.revision : undefined;
    const latest = revision === undefined || revision === seen ? undefined : await history.latest();
    noteReach(newest.ok && latest?.ok !== false);
    if (!latest?.ok || latest.value === undefined) return;
    seen = latest.value.revision;
    // An admin's change is in force here before it is seen.
    if (!isNewer(seen, trust.current().revision)) return;
    const change = await trust.follow(latest.value.sources, seen);
    if (change.ok) {
      log.info({ revision: seen }, 'trust changed');
      logAdvice(change.value.diagnostics, log);
    } else
      log.error(
        { revision: seen, errors: change.error, stays: trust.current().revision },
        'trust change refused',
      );
  }

  function noteReach(now: boolean): void {
    if (reachable && !now) log.error({ stays: trust.current().revision }, 'trust cannot be followed');
    reachable = now;
  }

  return createPoll(lookOnce, INTERVAL);
}
