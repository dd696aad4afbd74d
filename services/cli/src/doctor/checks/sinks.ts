import type { Settings } from '@cambio/settings';
import type { Terminal } from '../../terminal.ts';
import { spanText } from '../../text/span.ts';
import { type Finding, findings } from '../finding.ts';
import type { LedgerContents } from './ledger.ts';

/** Milliseconds: a sink that takes what it is given is seconds behind. */
const LATE = 15 * 60_000;

/** Whether every audit sink has what was decided. */
export function checkSinks(
  { audit: { sinks } }: Settings,
  { behindSince }: LedgerContents,
  { now }: Terminal,
): readonly Finding[] {
  return sinks.map(({ id }) => {
    const about = findings(`sink ${id}`);
    const behind = now() - (behindSince.get(id) ?? now());
    return behind > LATE
      ? about.warning(
          `it is ${spanText(behind)} behind`,
          'See the runbook docs/operate/runbooks/audit-sink-behind.md; the gateway that serves it logs why.',
        )
      : about.ok('it has what was decided');
  });
}
