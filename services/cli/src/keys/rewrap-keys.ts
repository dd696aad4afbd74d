import { openingKeys, readEncryptionKeys, rewrapKeys } from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import { startProblem } from '../serve/start-failure.ts';
import { type StoreOptions, storeSettings } from '../settings/store-settings.ts';
import { withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../text/count.ts';
import { styleFor } from '../text/style.ts';
import { NOT_OPENED, noEncryptionKey, rotationProblem } from './problem.ts';

export interface RewrapOptions extends StoreOptions {
  readonly newKeyFile?: string | undefined;
}

/** Encrypts the private keys of a store anew, all of them or none, and says what has to be set from now on. */
export async function rewrapStoredKeys(options: RewrapOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = await storeSettings(options, terminal);
  if (!settings.ok) return report(settings.error, terminal);
  const keys = await encryptionKeys(settings.value, options);
  if (!keys.ok) return report(keys.error, terminal);
  const { opening, newKey } = keys.value;
  const outcome = await withLedger(settings.value, terminal, async ({ keys: store }) => {
    const done = await rewrapKeys(store, opening, newKey);
    return done.ok ? done : err(rotationProblem(done.error));
  });
  if (!outcome.ok) return report(outcome.error, terminal);
  const { rewrapped } = outcome.value;
  terminal.write(`${styleFor(terminal).good('✓')} ${count(rewrapped, 'private key')} encrypted anew\n`);
  terminal.note(`  ${adviceFor(options, settings.value)}\n`);
  return EXIT.done;
}

interface Change {
  readonly opening: readonly Uint8Array[];
  readonly newKey: Uint8Array;
}

async function encryptionKeys(
  { keys: { encryption } }: Settings,
  { newKeyFile }: RewrapOptions,
): Promise<Result<Change, Problem>> {
  const present = await readEncryptionKeys(encryption, { mayCreate: false });
  if (!present.ok) return err(noEncryptionKey(present.error));
  const opening = openingKeys(present.value);
  if (newKeyFile === undefined) return ok({ opening, newKey: present.value.current });
  const next = await readEncryptionKeys(
    { keyFile: newKeyFile, previousKeyFiles: [], previousKeys: [] },
    { mayCreate: true },
  );
  if (!next.ok) return err(startProblem({ part: 'encryption key', cause: next.error }, NOT_OPENED));
  return ok({ opening, newKey: next.value.current });
}

function adviceFor({ newKeyFile }: RewrapOptions, { keys: { encryption } }: Settings): string {
  if (newKeyFile === undefined)
    return 'Previous keys are not needed any more, once every gateway has this setting.';
  const old =
    encryption.key === undefined
      ? `previousKeyFiles: [${encryption.keyFile}]`
      : 'previousKeys: [the old one]';
  return `Set keys.encryption to {keyFile: ${newKeyFile}, ${old}} before a gateway starts again.`;
}
