import { type Finding, findings } from '../finding.ts';
import type { LedgerCheck } from './ledger.ts';

/** Which processes work on the ledger, and whether they agree. */
export function checkReplicas({ isThere, contents: { replicas } }: LedgerCheck): readonly Finding[] {
  const about = findings('replicas');
  if (!isThere) return [];
  if (replicas.length === 0) return [about.ok('no gateway works on this ledger right now')];
  const told = replicas.map(({ id, version, revision }) => `${id} (${version}, ${revision})`);
  return [
    about.ok(
      `${replicas.length} ${replicas.length === 1 ? 'works' : 'work'} on this ledger: ${told.join(', ')}`,
    ),
    ...differing(
      'revisions of the trust',
      replicas.map(({ revision }) => revision),
      CATCH_UP,
    ),
    ...differing(
      'versions',
      replicas.map(({ version }) => version),
      UPGRADE,
    ),
  ];
}

const CATCH_UP =
  'A change binds everywhere within a second: see the log of those that stay behind, and docs/operate/replicas.md.';

const UPGRADE = 'As while they are upgraded one by one; see docs/operate/replicas.md.';

function differing(what: string, values: readonly string[], advice: string): readonly Finding[] {
  const different = [...new Set(values)].sort();
  if (different.length === 1) return [];
  return [findings('replicas').warning(`they have different ${what}: ${different.join(', ')}`, advice)];
}
