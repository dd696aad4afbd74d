import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StoreErrors } from '../store-fault.ts';

/** Bytes of a page of a new file: two or three decisions fill one, of which but one would fit in the default's 4 KiB. */
const PAGE_SIZE = 8192;

/**
 * The SQLite file at `path`, for this connection. What is committed on it is on the disk (write-ahead log,
 * `synchronous = FULL`). A new file is readable by its owner alone, and so is a new directory. Does not wait for
 * another writer, which would hold up the event loop: it says SQLITE_BUSY. Throws what the system or SQLite says.
 */
export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec(`PRAGMA page_size = ${PAGE_SIZE}`);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What is wrong with the file's structure; `undefined` when nothing is. Reads all of it. */
export function findCorruption(database: DatabaseSync): string | undefined {
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  return verdict === 'ok' ? undefined : String(verdict);
}

/** Whether the error says that the file is damaged, or no database at all (SQLITE_CORRUPT, SQLITE_NOTADB). */
export function isCorruption(error: Error): boolean {
  const code = resultCode(error);
  return code === 11 || code === 26;
}

export const sqliteErrors: StoreErrors = {
  /** SQLite's own errors, and those of the operating system. */
  isFault: (error): error is Error =>
    error instanceof Error && (resultCode(error) !== undefined || 'syscall' in error),
  /** SQLITE_BUSY. */
  isBusy: (error) => resultCode(error) === 5,
};

/** Whether a unique key was taken (SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE). */
export function isTakenKey(error: unknown): boolean {
  const code = error instanceof Error ? extendedCode(error) : undefined;
  return code === 1555 || code === 2067;
}

/** SQLite's primary result code. */
function resultCode(error: Error): number | undefined {
  const code = extendedCode(error);
  return code && code & 0xff;
}

function extendedCode(error: Error): number | undefined {
  return 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}
