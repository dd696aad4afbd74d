import { existsSync } from 'node:fs';
import { openMarksStore } from '@cambio/federation';
import { sqlitePath } from '@cambio/ledger';
import type { Settings } from '@cambio/settings';
import { startProblem } from '../../serve/start-failure.ts';
import type { Terminal } from '../../terminal.ts';
import { type Finding, findings } from '../finding.ts';

/** Whether the short-lived store answers, and keeps what it is told. */
export async function checkMarks(settings: Settings, { now }: Terminal): Promise<readonly Finding[]> {
  const about = findings('marks');
  const { url } = settings.marks;
  const path = sqlitePath(url === 'ledger' ? settings.ledger.url : url);
  // To open it would make it.
  if (path !== undefined && !existsSync(path))
    return [about.ok(`${path} is not there yet: the first start makes it`)];
  const advice = 'Nothing is issued without it. See the runbook docs/operate/runbooks/marks-unavailable.md.';
  const opened = await openMarksStore(settings, now, () => undefined);
  if (!opened.ok) return [about.failed(startProblem(opened.error, 'no marks').message, advice)];
  const pinged = await opened.value.ping();
  await opened.value.close();
  return [pinged.ok ? about.ok('they answer') : about.failed('they do not answer', advice)];
}
