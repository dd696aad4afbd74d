import { ok, type Result } from '@cambio/oauth';
import { type EncryptionKeys, parseEncryptionKey } from './encryption-keys.ts';
import { type KeyFileFailure, readKeyFile, readOrCreateKeyFile } from './key-file.ts';

/** Where the encryption keys are, as the settings say it. Keys are the base64 of 32 bytes. */
export interface EncryptionKeySources {
  /** Used where there is no `key`. */
  readonly keyFile: string;
  readonly key?: string;
  readonly previousKeyFiles: readonly string[];
  readonly previousKeys: readonly string[];
}

/** Reads all of them; the file of the current one is made where there is none, if it may be. Throws for a malformed `key`. */
export async function readEncryptionKeys(
  { keyFile, key, previousKeyFiles, previousKeys }: EncryptionKeySources,
  { mayCreate }: { readonly mayCreate: boolean },
): Promise<Result<EncryptionKeys, KeyFileFailure>> {
  const fromFile = mayCreate ? readOrCreateKeyFile : readKeyFile;
  const current = key === undefined ? await fromFile(keyFile) : ok(given(key));
  if (!current.ok) return current;
  const previous = previousKeys.map(given);
  for (const path of previousKeyFiles) {
    const read = await readKeyFile(path);
    if (!read.ok) return read;
    previous.push(read.value);
  }
  return ok({ current: current.value, previous });
}

function given(text: string): Uint8Array {
  const key = parseEncryptionKey(text);
  if (key === undefined) throw new TypeError('an encryption key must be the base64 of 32 bytes');
  return key;
}
