import { stat } from 'node:fs/promises';
import type { Settings } from '@cambio/settings';
import { type Finding, findings } from '../finding.ts';

/** Whether the key that signing keys are encrypted under is there, and nobody else's to read. */
export async function checkEncryptionKey(
  { keys: { encryption }, replicas }: Settings,
  isStoreThere: boolean,
): Promise<readonly Finding[]> {
  const about = findings('encryption key');
  if (encryption.key !== undefined) return [about.ok('it is in the settings')];
  const path = encryption.keyFile;
  try {
    const { mode } = await stat(path);
    return (mode & 0o077) === 0
      ? [about.ok(`${path} is there, for its owner alone`)]
      : [
          about.failed(
            `${path} can be read by others (mode ${(mode & 0o777).toString(8)})`,
            `Allow its owner alone: chmod 600 ${path}`,
          ),
        ];
  } catch {
    if (!isStoreThere && replicas === 'one')
      return [about.ok(`${path} is not there yet: the first start makes it`)];
    return [
      about.failed(
        `${path} cannot be read`,
        isStoreThere
          ? 'The signing keys in the store open with no other key: bring it back from where it is kept.'
          : 'Several replicas share one key, and none of them makes it: openssl rand -base64 32',
      ),
    ];
  }
}
