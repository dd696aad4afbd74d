import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * How often work is tried while another process is writing, and the milliseconds between: by chance, so that of several none
 * is always late. Two and a half seconds in all, as a rule.
 */
const ATTEMPTS = 500;
const PAUSE = { least: 1, most: 9 };

/**
 * A connection to the SQLite file at `path`, with `schema` applied. What is committed on it is on the disk (write-ahead log,
 * `synchronous = FULL`).
 * A new file is readable by its owner alone, and so is a new directory.
 * Throws what the system or SQLite says.
 */
export function openDatabase(path: string, schema: string): Promise<DatabaseSync> {
  return patiently(() => openOnce(path, schema));
}

/** Tries work again while another process is writing, without holding up the event loop. Throws what the work throws at last. */
export async function patiently<T>(work: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
    }
    await delay(PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least));
  }
}

function openOnce(path: string, schema: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whether the store, and not a bug, is at fault: SQLite's own errors, and those of the operating system. */
export function isStoreFault(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ERR_SQLITE_ERROR' || 'syscall' in error;
}

/** SQLITE_BUSY, in any of its forms. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === 5
  );
}
