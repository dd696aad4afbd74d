import { stat } from 'node:fs/promises';
import { localKeeper, readEncryptionKeys, type StoredKey } from '@cambio/mint';
import type { Settings } from '@cambio/settings';
import { startProblem } from '../../serve/start-failure.ts';
import { type Finding, findings } from '../finding.ts';
import type { LedgerCheck } from './ledger.ts';

type Encryption = Settings['keys']['encryption'];

const about = findings('encryption key');

/** Whether the key that signing keys are encrypted under is there, nobody else's to read, and opens those in the store. */
export async function checkEncryptionKey(
  { keys: { encryption }, replicas }: Settings,
  { isThere, contents }: LedgerCheck,
): Promise<readonly Finding[]> {
  const place =
    encryption.key === undefined
      ? await checkFile(encryption.keyFile, isThere, isThere || replicas === 'many')
      : about.ok('it is in the settings');
  if (place.state !== 'ok' || !isThere) return [place];
  return [(await doesNotOpen(encryption, contents.stored)) ?? place];
}

async function checkFile(path: string, isStoreThere: boolean, isNeeded: boolean): Promise<Finding> {
  try {
    const { mode } = await stat(path);
    return (mode & 0o077) === 0
      ? about.ok(`${path} is there, for its owner alone`)
      : about.failed(
          `${path} can be read by others (mode ${(mode & 0o777).toString(8)})`,
          `Allow its owner alone: chmod 600 ${path}`,
        );
  } catch {
    if (!isNeeded) return about.ok(`${path} is not there yet: the first start makes it`);
    return about.failed(
      `${path} cannot be read`,
      isStoreThere
        ? NO_OTHER
        : 'Several replicas share one key, and none of them makes it: openssl rand -base64 32',
    );
  }
}

const NO_OTHER = 'The signing keys in the store open with no other key: bring it back from where it is kept.';

const THAT_KEY = 'Name the one it was, too: keys.encryption.keyFile, or keys.encryption.previousKeyFiles.';

/** What is wrong with the keys, judged as a gateway judges them that starts. Whoever may not read them cannot tell. */
async function doesNotOpen(
  encryption: Encryption,
  stored: readonly StoredKey[],
): Promise<Finding | undefined> {
  const keys = await readEncryptionKeys(encryption, { mayCreate: false });
  if (!keys.ok) {
    if (keys.error.reason === 'key_file_unreadable' && keys.error.detail === 'EACCES') return undefined;
    return about.failed(
      startProblem({ part: 'encryption key', cause: keys.error }, 'no key').message,
      NO_OTHER,
    );
  }
  const keeper = localKeeper(keys.value);
  for (const key of stored) {
    const opened = await keeper.open(key);
    if (!opened.ok && opened.error.reason === 'wrong_encryption_key')
      return about.failed(`the signing key ${key.kid} was encrypted under another key`, THAT_KEY);
  }
  return undefined;
}
