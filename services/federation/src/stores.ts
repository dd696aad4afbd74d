import { type Ledger, openLedger, sqlitePath } from '@cambio/ledger';
import { type EmbeddedMarks, openEmbeddedMarks } from '@cambio/marks';
import { type KeyRing, openKeyRing, readOrCreateKeyFile } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { Logger } from 'pino';
import type { StartFailure } from './start-failure.ts';

/** What the gateway keeps outside its memory. */
export interface Stores {
  readonly ledger: Ledger;
  readonly marks: EmbeddedMarks;
  readonly keyRing: KeyRing;
}

/** Opens every store the settings name, in order; each is closed with `closing`, in the reverse order. */
export async function openStores(
  settings: Settings,
  now: () => number,
  log: Logger,
  closing: AsyncDisposableStack,
): Promise<Result<Stores, StartFailure>> {
  const onFault = (error: Error) => log.error({ err: error }, 'store failed');
  const ledger = await openLedger({ url: settings.ledger.url, now, onFault });
  if (!ledger.ok) return err({ part: 'ledger', cause: ledger.error });
  closing.defer(() => ledger.value.close());

  const path = sqlitePath(settings.ledger.url) ?? '';
  const marks = await openEmbeddedMarks({ path, now, onFault });
  if (!marks.ok) return err({ part: 'marks', cause: marks.error });
  closing.defer(() => marks.value.close());

  const keyRing = await openKeys(settings.keys, ledger.value, now);
  return keyRing.ok ? ok({ ledger: ledger.value, marks: marks.value, keyRing: keyRing.value }) : keyRing;
}

async function openKeys(
  { algorithms, encryption }: Settings['keys'],
  ledger: Ledger,
  now: () => number,
): Promise<Result<KeyRing, StartFailure>> {
  const key = await readOrCreateKeyFile(encryption.keyFile);
  if (!key.ok) return err({ part: 'encryption key', cause: key.error });
  const [first, ...more] = algorithms;
  if (first === undefined) throw new TypeError('settings name at least one algorithm');
  const ring = await openKeyRing({
    store: ledger.keys,
    encryption: { key: key.value },
    algorithms: [first, ...more],
    now,
  });
  return ring.ok ? ring : err({ part: 'signing keys', cause: ring.error });
}
