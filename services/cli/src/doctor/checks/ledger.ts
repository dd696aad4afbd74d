import { existsSync } from 'node:fs';
import { sqlitePath } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import type { SourceText } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import { noStore, withLedger } from '../../settings/with-ledger.ts';
import type { Terminal } from '../../terminal.ts';
import { type Finding, findings } from '../finding.ts';

export interface LedgerCheck {
  readonly found: readonly Finding[];
  /** Whether a gateway has used the store. */
  readonly isThere: boolean;
  /** The trust documents it holds. */
  readonly sources: readonly SourceText[];
}

/** Whether the durable store answers, is sound, and is of this version. */
export async function checkLedger(settings: Settings, terminal: Terminal): Promise<LedgerCheck> {
  const about = findings('ledger');
  const path = sqlitePath(settings.ledger.url);
  if (path !== undefined && !existsSync(path)) {
    return {
      found: [about.ok(`${path} is not there yet: the first start makes it`)],
      isThere: false,
      sources: [],
    };
  }
  const read = await withLedger(settings, terminal, async ({ trust }) => {
    const latest = await trust.latest();
    return latest.ok ? ok(latest.value?.sources ?? []) : err(noStore('it does not answer'));
  });
  if (read.ok) return { found: [about.ok('it answers, and is sound')], isThere: true, sources: read.value };
  const advice = 'Nothing is issued without it. See the runbook docs/operate/runbooks/ledger-unavailable.md.';
  return { found: [about.failed(read.error.message, advice)], isThere: true, sources: [] };
}
