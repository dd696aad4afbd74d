import type { Ledger } from '@cambio/ledger';
import { ok, type Result } from '@cambio/oauth';
import type { ActiveTrust, RevisionInForce } from './active-trust.ts';

import { isNewer } from './ledger-revision.ts';

/**
 * Puts the latest revision of the ledger in force where this process has not heard of it yet. One with errors leaves the
 * last good one in force, as it does wherever it is met.
 */
export async function catchUp(
  history: Pick<Ledger['trust'], 'latest'>,
  trust: ActiveTrust,
): Promise<Result<RevisionInForce, 'unavailable'>> {
  const latest = await history.latest();
  if (!latest.ok) return latest;
  const newest = latest.value;
  if (newest !== undefined && isNewer(newest.revision, trust.current().revision)) {
    await trust.follow(newest.sources, newest.revision);
  }
  return ok(trust.current());
}
