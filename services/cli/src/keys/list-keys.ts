import { keySchedule } from '@cambio/federation';
import { type KeyOutlook, outlookOf } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import { callAdmin } from '../admin/call-admin.ts';
import type { AdminOptions } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import { type StoreOptions, storeSettings } from '../settings/store-settings.ts';
import { noStore, withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';
import { keysText } from '../text/keys.ts';
import { styleFor } from '../text/style.ts';
import { readKeys } from './answer.ts';

export interface ListOptions extends StoreOptions, AdminOptions {
  readonly json?: true | undefined;
}

/** Prints the signing keys of a store, or of a running gateway. */
export async function listKeys(options: ListOptions, terminal: Terminal): Promise<ExitCode> {
  const keys = await (options.gateway === undefined ? storedKeys : publishedKeys)(options, terminal);
  if (!keys.ok) return report(keys.error, terminal);
  terminal.write(
    options.json === true
      ? `${JSON.stringify({ keys: keys.value }, null, 2)}\n`
      : keysText(keys.value, terminal.now(), styleFor(terminal)),
  );
  return EXIT.done;
}

type Keys = Result<readonly KeyOutlook[], Problem>;

async function storedKeys(options: ListOptions, terminal: Terminal): Promise<Keys> {
  const settings = await storeSettings(options, terminal);
  if (!settings.ok) return settings;
  return withLedger(settings.value, terminal, async ({ keys }) => {
    const stored = await keys.list();
    if (!stored.ok) return err(noStore('it does not answer'));
    return ok(outlookOf(stored.value, keySchedule(settings.value)));
  });
}

async function publishedKeys(options: ListOptions, terminal: Terminal): Promise<Keys> {
  const answer = await callAdmin({ method: 'GET', path: 'keys', scope: 'keys:rotate' }, options, terminal);
  return answer.ok ? readKeys(answer.value) : answer;
}
