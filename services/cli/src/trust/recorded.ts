import { type Recorded, readRecorded } from '@cambio/federation/recorded-decisions';
import type { ComparedTrusts } from '@cambio/federation/trust-plan';
import { err, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { Problem } from '../problem.ts';
import { noStore, withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';

export interface RecordedOptions {
  readonly days: number;
  readonly limit: number;
}

/** The decisions of the last days, from the store the settings name; a gateway may be running on it. */
export function recordedDecisions(
  { days, limit }: RecordedOptions,
  { before, after }: ComparedTrusts,
  settings: Settings,
  terminal: Terminal,
): Promise<Result<Recorded, Problem>> {
  return withLedger(settings, terminal, async ({ decisions }) => {
    const { claims } = settings.audit;
    const bounds = { days, limit, claims, now: terminal.now() };
    const recorded = await readRecorded(decisions, [before.trust, after.trust], bounds);
    return recorded.ok ? recorded : err(noStore('it does not answer'));
  });
}
