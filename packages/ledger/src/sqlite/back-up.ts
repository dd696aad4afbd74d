import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '@cambio/oauth';
import { findCorruption, isCorruption, sqliteErrors } from './database.ts';

/** Milliseconds to wait for a gateway that is just starting or ending on the file. */
const PATIENCE = 5000;

export type SqliteBackupFailure =
  /** There is no such store. */
  | { readonly reason: 'ledger_missing' }
  /** A backup is never written over something else. */
  | { readonly reason: 'backup_exists' }
  /** The store is damaged, or what was read of it is. */
  | { readonly reason: 'ledger_corrupt'; readonly detail: string }
  /** The store can't be read, or the backup not be written. */
  | { readonly reason: 'backup_failed'; readonly detail: string };

/**
 * Copies the store at `path` as it is at one moment, while gateways work on it, and gives the size of the copy in bytes.
 * The copy is checked and on the disk before it has its name; its owner alone can read it.
 */
export function backUpSqlite(path: string, file: string): Result<number, SqliteBackupFailure> {
  if (!existsSync(path)) return err({ reason: 'ledger_missing' });
  if (existsSync(file)) return err({ reason: 'backup_exists' });
  const unfinished = `${file}.unfinished`;
  try {
    rmSync(unfinished, { force: true });
    copyTo(path, unfinished);
    const corruption = findCorruptionIn(unfinished);
    if (corruption !== undefined) return err({ reason: 'ledger_corrupt', detail: corruption });
    const { size } = statSync(unfinished);
    sync(unfinished);
    renameSync(unfinished, file);
    sync(dirname(file));
    return ok(size);
  } catch (error) {
    if (!sqliteErrors.isFault(error)) throw error;
    const reason = isCorruption(error) ? 'ledger_corrupt' : 'backup_failed';
    return err({ reason, detail: error.message });
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** In one read transaction, which holds up no writer. Not opened for reading alone: that would leave files beside a store at rest. */
function copyTo(path: string, file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
  using store = new DatabaseSync(path, { timeout: PATIENCE });
  store.prepare('VACUUM INTO ?').run(file);
}

function findCorruptionIn(file: string): string | undefined {
  using copy = new DatabaseSync(file, { readOnly: true });
  return findCorruption(copy);
}

/** Waits until a file, or the names in a folder, are on the disk. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
