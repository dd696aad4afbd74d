import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '@cambio/oauth';
import { parseEncryptionKey } from './encryption-keys.ts';
import { ENCRYPTION_KEY_BYTES } from './sealing.ts';

export type KeyFileFailure =
  /** Somebody but its owner may read or write it: `chmod 600`. */
  | { readonly reason: 'key_file_exposed'; readonly path: string; readonly mode: string }
  /** Not the base64 of 32 bytes. */
  | { readonly reason: 'key_file_malformed'; readonly path: string }
  /** Can't be read, or created; `detail` is the system's code. */
  | { readonly reason: 'key_file_unreadable'; readonly path: string; readonly detail: string };

/**
 * Reads the encryption key from a file, which is first created, readable by its owner alone, where there is none.
 * Of several processes that start together one creates it and all get the same key; it is written whole before it has
 * its name, so that a crash leaves no half of it.
 */
export async function readOrCreateKeyFile(path: string): Promise<Result<Uint8Array, KeyFileFailure>> {
  const found = await readKeyFile(path);
  if (found.ok || found.error.reason !== 'key_file_unreadable' || found.error.detail !== 'ENOENT')
    return found;
  try {
    await createKeyFile(path);
  } catch (error) {
    return unreadable(path, error);
  }
  return readKeyFile(path);
}

/**
 * Reads the encryption key from a file that holds the base64 of 32 bytes (`openssl rand -base64 32`). Refuses a file
 * that its group or others have any right on.
 */
export async function readKeyFile(path: string): Promise<Result<Uint8Array, KeyFileFailure>> {
  try {
    const file = await open(path, constants.O_RDONLY);
    try {
      return await readOpened(file, path);
    } finally {
      await file.close();
    }
  } catch (error) {
    return unreadable(path, error);
  }
}

async function readOpened(file: FileHandle, path: string): Promise<Result<Uint8Array, KeyFileFailure>> {
  const { mode } = await file.stat();
  if ((mode & 0o077) !== 0) {
    return err({ reason: 'key_file_exposed', path, mode: (mode & 0o777).toString(8) });
  }
  const key = parseEncryptionKey(await file.readFile('utf8'));
  return key === undefined ? err({ reason: 'key_file_malformed', path }) : ok(key);
}

/** Writes a new key beside `path` and gives it that name, unless the name is taken meanwhile: then that file stays. */
async function createKeyFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    await writeDraft(draft);
    await link(draft, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

async function writeDraft(draft: string): Promise<void> {
  const file = await open(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await file.writeFile(`${randomBytes(ENCRYPTION_KEY_BYTES).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory: FileHandle = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function unreadable(path: string, error: unknown): Result<never, KeyFileFailure> {
  const detail = systemCode(error);
  if (detail === undefined) throw error;
  return err({ reason: 'key_file_unreadable', path, detail });
}

/** The code of an error of the operating system; `undefined` for any other error, which is a bug. */
function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
