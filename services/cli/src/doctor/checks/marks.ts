import { hasMarks, openMarksStore } from '@cambio/federation';
import { sqlitePath } from '@cambio/ledger';
import type { Settings } from '@cambio/settings';
import { startProblem } from '../../serve/start-failure.ts';
import { isMade } from '../../settings/with-ledger.ts';
import type { Terminal } from '../../terminal.ts';
import { type ComparedClock, compareStore } from '../clocks.ts';
import { type Finding, findings } from '../finding.ts';

export interface MarksCheck {
  readonly found: readonly Finding[];
  /** None, where they have no clock of their own. */
  readonly clocks: readonly ComparedClock[];
}

/** Whether the short-lived store answers, and keeps what it is told. */
export async function checkMarks(settings: Settings, { now }: Terminal): Promise<MarksCheck> {
  const about = findings('marks');
  const { url } = settings.marks;
  const path = sqlitePath(url === 'ledger' ? settings.ledger.url : url);
  // To open it would make it.
  if (path !== undefined && !(isMade(path) && hasMarks(path)))
    return { found: [about.ok(`${path} has none yet: the first start makes their place`)], clocks: [] };
  const advice = 'Nothing is issued without it. See the runbook docs/operate/runbooks/marks-unavailable.md.';
  const opened = await openMarksStore(settings, undefined, now, () => undefined);
  if (!opened.ok)
    return { found: [about.failed(startProblem(opened.error, 'no marks').message, advice)], clocks: [] };
  const marks = opened.value;
  const pinged = await marks.ping();
  const clocks = path === undefined ? await compareStore('the marks', now, marks) : [];
  await marks.close();
  return {
    found: [pinged.ok ? about.ok('they answer') : about.failed('they do not answer', advice)],
    clocks,
  };
}
