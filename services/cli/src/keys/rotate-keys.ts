import { checkpointJudge, keySchedule, openKeys, sealOnce } from '@cambio/federation';
import type { Ledger } from '@cambio/ledger';
import {
  type KeyEvent,
  type KeyOutlook,
  type KeyRing,
  outlookOf,
  type RotationDemand,
  readEncryptionKeys,
} from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { pino } from 'pino';
import { callAdmin } from '../admin/call-admin.ts';
import type { AdminOptions } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import { startProblem } from '../serve/start-failure.ts';
import { type StoreOptions, storeSettings } from '../settings/store-settings.ts';
import { withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';
import { eventsText, keysText } from '../text/keys.ts';
import { styleFor } from '../text/style.ts';
import { readEvents, readKeys } from './answer.ts';
import { NOT_OPENED, NOT_SEALED, noEncryptionKey, rotationProblem } from './problem.ts';

export interface RotateOptions extends StoreOptions, AdminOptions {
  readonly algorithm?: string | undefined;
  readonly now?: true | undefined;
  readonly revoke?: readonly string[] | undefined;
  readonly json?: true | undefined;
}

const SILENT = pino({ level: 'silent' });

interface Rotated {
  readonly events: readonly KeyEvent[];
  readonly keys: readonly KeyOutlook[];
}

/** Rotates or revokes keys, in a store or at a running gateway, and prints what was done. */
export async function rotateKeys(options: RotateOptions, terminal: Terminal): Promise<ExitCode> {
  const { algorithm, now = false, revoke = [] } = options;
  const demand = { ...(algorithm !== undefined && { algorithm }), now, revoke };
  const rotate = options.gateway === undefined ? rotateStored : rotateAtGateway;
  const rotated = await rotate(demand, options, terminal);
  if (!rotated.ok) return report(rotated.error, terminal);
  const { events, keys } = rotated.value;
  const style = styleFor(terminal);
  terminal.write(
    options.json === true
      ? `${JSON.stringify(rotated.value, null, 2)}\n`
      : `${eventsText(events, style)}\n${keysText(keys, terminal.now(), style)}`,
  );
  return EXIT.done;
}

async function rotateStored(
  demand: RotationDemand,
  options: RotateOptions,
  terminal: Terminal,
): Promise<Result<Rotated, Problem>> {
  const settings = await storeSettings(options, terminal);
  if (!settings.ok) return settings;
  return withLedger(settings.value, terminal, async (ledger) => {
    await using closing = new AsyncDisposableStack();
    const ring = await openRing(settings.value, ledger, terminal, closing);
    if (!ring.ok) return ring;
    const judge = checkpointJudge(ring.value);
    const rotated = await ring.value.rotate(demand);
    if (!rotated.ok) return err(rotationProblem(rotated.error));
    if (demand.revoke.length > 0) {
      const trail = { ledger, ring: ring.value, judge, now: terminal.now, log: SILENT };
      const sealed = await sealOnce({ ...trail, issuer: settings.value.issuer });
      if (!sealed.ok) terminal.note(NOT_SEALED);
    }
    return ok({ events: rotated.value, keys: outlookOf(ring.value.keys(), keySchedule(settings.value)) });
  });
}

/** With every key that is there opened, so that none is made which the gateways could not open. */
async function openRing(
  settings: Settings,
  ledger: Ledger,
  { now }: Terminal,
  closing: AsyncDisposableStack,
): Promise<Result<KeyRing, Problem>> {
  const encryption = await readEncryptionKeys(settings.keys.encryption, { mayCreate: false });
  if (!encryption.ok) return err(noEncryptionKey(encryption.error));
  const surroundings = { now, log: SILENT };
  const ring = await openKeys(settings, encryption.value, ledger, surroundings, closing);
  return ring.ok ? ring : err(startProblem(ring.error, NOT_OPENED));
}

async function rotateAtGateway(
  { algorithm, now, revoke }: RotationDemand,
  options: RotateOptions,
  terminal: Terminal,
): Promise<Result<Rotated, Problem>> {
  const body = { ...(algorithm !== undefined && { algorithm }), now, revoke };
  const answer = await callAdmin(
    { method: 'POST', path: 'keys/rotate', scope: 'keys:rotate', body },
    options,
    terminal,
  );
  if (!answer.ok) return answer;
  const events = readEvents(answer.value);
  const keys = readKeys(answer.value);
  if (!events.ok) return events;
  return keys.ok ? ok({ events: events.value, keys: keys.value }) : keys;
}
