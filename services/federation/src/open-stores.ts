import { hkdfSync } from 'node:crypto';
import { type Ledger, openLedger } from '@cambio/ledger';
import type { MarksStore } from '@cambio/marks';
import { type KeyRing, readEncryptionKeys } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { announceChanges } from './announce-changes.ts';
import { openKeys } from './open-keys.ts';
import { openMarksStore } from './open-marks.ts';
import type { StartFailure } from './start-failure.ts';
import type { Surroundings } from './surroundings.ts';

/** What the gateway keeps outside its memory. */
export interface Stores {
  readonly ledger: Ledger;
  readonly marks: MarksStore;
  readonly keyRing: KeyRing;
  /** 32 bytes for one purpose, the same on every replica that has the encryption key. */
  readonly secretFor: (purpose: string) => Uint8Array;
}

/** Opens every store the settings name, in order; each is closed with `closing`, in the reverse order. */
export async function openStores(
  settings: Settings,
  { now, log, worker }: Surroundings,
  closing: AsyncDisposableStack,
): Promise<Result<Stores, StartFailure>> {
  const onFault = (error: Error) => log.error({ err: error }, 'store failed');
  // The first worker starts before the others, and looks for all of them.
  const isSound = worker !== undefined && worker > 1;
  const ledger = await openLedger({ url: settings.ledger.url, now, onFault, isSound });
  if (!ledger.ok) return err({ part: 'ledger', cause: ledger.error });
  closing.defer(() => ledger.value.close());

  const marks = await openMarksStore(settings, ledger.value.sqlite, now, onFault, worker !== undefined);
  if (!marks.ok) return marks;
  closing.defer(() => marks.value.close());

  const encryption = await readEncryptionKeys(settings.keys.encryption, {
    mayCreate: settings.replicas === 'one',
  });
  if (!encryption.ok) return err({ part: 'encryption key', cause: encryption.error });
  const announced = announceChanges(ledger.value, marks.value);
  const keyRing = await openKeys(settings, encryption.value, announced, { log, now }, closing);
  if (!keyRing.ok) return keyRing;
  const secretFor = (purpose: string) => deriveSecret(purpose, encryption.value.current);
  return ok({ ledger: announced, marks: marks.value, keyRing: keyRing.value, secretFor });
}

/** A secret for one purpose, made of the encryption key without telling anything of it (RFC 5869). */
function deriveSecret(purpose: string, key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', purpose, 32));
}
