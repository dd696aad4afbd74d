import { consumerOf, keySchedule, REPLICA_LIVES } from '@cambio/federation';
import { type Ledger, type SeenReplica, sqlitePath } from '@cambio/ledger';
import { type KeyOutlook, outlookOf, type StoredKey } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { SourceText } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import type { Problem } from '../../problem.ts';
import { isMade, noStore, withLedger } from '../../settings/with-ledger.ts';
import type { Terminal } from '../../terminal.ts';
import { type ComparedClock, compareStore } from '../clocks.ts';
import { type Finding, findings } from '../finding.ts';

/** What the other checks want of a store that a gateway has used. */
export interface LedgerContents {
  /** The trust documents it holds. */
  readonly sources: readonly SourceText[];
  readonly keys: readonly KeyOutlook[];
  /** The same, as they are stored. */
  readonly stored: readonly StoredKey[];
  /** Those that told of themselves lately. */
  readonly replicas: readonly SeenReplica[];
  /** Milliseconds since the epoch: since when a sink lacks decisions, where it does. */
  readonly behindSince: ReadonlyMap<string, number | undefined>;
  /** None, where it has no clock of its own. */
  readonly clocks: readonly ComparedClock[];
}

export interface LedgerCheck {
  readonly found: readonly Finding[];
  /** Whether a gateway has used the store. */
  readonly isThere: boolean;
  readonly contents: LedgerContents;
}

const EMPTY: LedgerContents = {
  sources: [],
  keys: [],
  stored: [],
  replicas: [],
  behindSince: new Map(),
  clocks: [],
};

/** Whether the durable store answers, is sound, and is of this version. */
export async function checkLedger(settings: Settings, terminal: Terminal): Promise<LedgerCheck> {
  const about = findings('ledger');
  const path = sqlitePath(settings.ledger.url);
  if (path !== undefined && !isMade(path)) {
    const found = [about.ok(`${path} is not there yet: the first start makes it`)];
    return { found, isThere: false, contents: EMPTY };
  }
  const read = await withLedger(settings, terminal, (ledger) => readContents(ledger, settings, terminal));
  if (read.ok) return { found: [about.ok('it answers, and is sound')], isThere: true, contents: read.value };
  const advice = 'Nothing is issued without it. See the runbook docs/operate/runbooks/ledger-unavailable.md.';
  return { found: [about.failed(read.error.message, advice)], isThere: true, contents: EMPTY };
}

async function readContents(
  ledger: Ledger,
  settings: Settings,
  { now }: Terminal,
): Promise<Result<LedgerContents, Problem>> {
  const [latest, keys] = [await ledger.trust.latest(), await ledger.keys.list()];
  const replicas = await ledger.replicas.list(now() - REPLICA_LIVES);
  if (!latest.ok || !keys.ok || !replicas.ok) return err(noStore('it does not answer'));
  const behindSince = new Map<string, number | undefined>();
  for (const { id } of settings.audit.sinks) {
    const backlog = await ledger.trail.backlog(consumerOf({ id }));
    if (!backlog.ok) return err(noStore('it does not answer'));
    behindSince.set(id, backlog.value.since);
  }
  return ok({
    sources: latest.value?.sources ?? [],
    keys: outlookOf(keys.value, keySchedule(settings)),
    stored: keys.value,
    replicas: replicas.value,
    behindSince,
    clocks:
      sqlitePath(settings.ledger.url) === undefined ? await compareStore('the ledger', now, ledger) : [],
  });
}
