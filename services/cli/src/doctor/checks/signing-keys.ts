import { openTransit } from '@cambio/federation';
import type { KeyOutlook } from '@cambio/mint';
import type { Settings } from '@cambio/settings';
import { pino } from 'pino';
import { startProblem } from '../../serve/start-failure.ts';
import type { Terminal } from '../../terminal.ts';
import { spanText } from '../../text/span.ts';
import { type Finding, findings } from '../finding.ts';

/** Milliseconds: a gateway that runs rotates within seconds. */
const OVERDUE = 3_600_000;

/** Whether the keys that sign are as young as the settings want them, and whether Vault answers where it keeps some. */
export async function checkSigningKeys(
  { keys: { transit } }: Settings,
  keys: readonly KeyOutlook[],
  { now }: Terminal,
): Promise<readonly Finding[]> {
  const overdue = keys.flatMap((key) => judgeAge(key, now()));
  const signer = transit === undefined ? [] : [await askTransit(transit, now)];
  return [...overdue, ...signer];
}

function judgeAge({ algorithm, state, changesAt }: KeyOutlook, now: number): readonly Finding[] {
  if (state !== 'active' || changesAt === undefined) return [];
  const about = findings(`signing key ${algorithm}`);
  const late = now - changesAt;
  return [
    late > OVERDUE
      ? about.warning(
          `the next one should have taken over ${spanText(late)} ago`,
          'See the runbook docs/operate/runbooks/signing-key-overdue.md.',
        )
      : about.ok(`the next one takes over in ${spanText(-late)}`),
  ];
}

async function askTransit(
  transit: NonNullable<Settings['keys']['transit']>,
  now: () => number,
): Promise<Finding> {
  const about = findings('signer');
  const advice = 'See docs/operate/keys.md for what Vault has to allow.';
  await using closing = new AsyncDisposableStack();
  const keeper = await openTransit(transit, { log: pino({ level: 'silent' }), now }, closing);
  if (!keeper.ok) return about.failed(startProblem(keeper.error, 'no signer').message, advice);
  const pinged = await keeper.value.ping();
  return pinged.ok
    ? about.ok('it answers, and has the keys that are named')
    : about.failed(pinged.error.detail, advice);
}
