import type { Ledger } from '@cambio/ledger';
import { ok, type Result } from '@cambio/oauth';
import type { ActiveTrust, RevisionInForce } from './active-trust.ts';

/** Whether a revision of the ledger, `r12`, came after another; after `none` all do. */
export function isNewer(revision: string, than: string): boolean {
  return numberOf(revision) > numberOf(than);
}

function numberOf(revision: string): number {
  return /^r\d+$/.test(revision) ? Number(revision.slice(1)) : 0;
}

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
    trust.change(newest.sources, newest.revision);
  }
  return ok(trust.current());
}
