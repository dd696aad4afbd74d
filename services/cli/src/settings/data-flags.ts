import { join } from 'node:path';

/** The settings that `--data FOLDER` stands for: the store, and the key it is encrypted under. */
export function dataFlags(folder: string): Readonly<Record<string, string>> {
  return {
    'ledger.url': `sqlite:${join(folder, 'cambio.db')}`,
    'keys.encryption.keyFile': join(folder, 'key'),
  };
}
