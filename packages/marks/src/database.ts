import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Milliseconds to wait for another process that is writing. */
const BUSY_TIMEOUT = 1000;

/**
 * A connection of its own to the SQLite file at `path`. What is committed on it is on the disk (write-ahead log,
 * `synchronous = FULL`). A new file is readable by its owner alone, and so is a new directory. Throws what the
 * system or SQLite says.
 */
export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return database;
}

/** Whether the store, and not a bug, is at fault: SQLite's own errors, and those of the operating system. */
export function isStoreFault(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ERR_SQLITE_ERROR' || 'syscall' in error;
}
