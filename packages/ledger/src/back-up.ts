import { err, type Result } from '@cambio/oauth';
import { sqlitePath } from './open.ts';
import { backUpSqlite, type SqliteBackupFailure } from './sqlite/back-up.ts';

export type BackupFailure =
  | SqliteBackupFailure
  /** The store is a server with tools of its own for this. */
  | { readonly reason: 'ledger_not_a_file' };

/**
 * Copies the store as it is at one moment into a new file, while gateways work on it; gives the size in bytes. Holds all
 * that the store does, so signing keys as well, encrypted; the key they are encrypted under is not part of it.
 */
export function backUpLedger(url: string, file: string): Result<number, BackupFailure> {
  const path = sqlitePath(url);
  return path === undefined ? err({ reason: 'ledger_not_a_file' }) : backUpSqlite(path, file);
}
