import { err, ok, type Result } from '@cambio/oauth';
import { Kysely } from 'kysely';
import { patiently } from '../attempt.ts';
import { migrate, type SchemaNewer, type SchemaOlder, type Upgrade } from '../migrate.ts';
import { sqliteWords } from '../migrations/words.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { findCorruption, isCorruption, openDatabase, sqliteErrors } from './database.ts';
import { nodeSqliteDialect } from './dialect.ts';
import { preparing } from './statements.ts';
import { writingTogether } from './write-together.ts';

export type SqliteOpenFailure =
  | SchemaNewer
  | SchemaOlder
  /** The file is damaged, or no database. */
  | { readonly reason: 'ledger_corrupt'; readonly detail: string }
  /** The file can't be opened or written. */
  | { readonly reason: 'ledger_unreachable'; readonly detail: string };

/** Opens the file, checks that it is sound unless somebody just has, and brings its schema up to date where that may be. */
export async function openSqlite(
  path: string,
  upgrade: Upgrade,
  isSound: boolean,
): Promise<Result<Store, SqliteOpenFailure>> {
  try {
    return await patiently(sqliteErrors, () => openOnce(path, upgrade, isSound));
  } catch (error) {
    if (!sqliteErrors.isFault(error)) throw error;
    const reason = isCorruption(error) ? 'ledger_corrupt' : 'ledger_unreachable';
    return err({ reason, detail: error.message });
  }
}

async function openOnce(
  path: string,
  upgrade: Upgrade,
  isSound: boolean,
): Promise<Result<Store, SqliteOpenFailure>> {
  const database = openDatabase(path);
  let opened = false;
  try {
    const corruption = isSound ? undefined : findCorruption(database);
    if (corruption !== undefined) return err({ reason: 'ledger_corrupt', detail: corruption });
    const prepare = preparing(database);
    const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(database, prepare) });
    const migrated = await migrate(db, sqliteWords, upgrade);
    opened = migrated.ok;
    if (!migrated.ok) return migrated;
    const writeTogether = writingTogether(db, database, prepare);
    const read: Store['read'] = async ({ sql, parameters }) => prepare(sql).all(parameters);
    return ok({ db, errors: sqliteErrors, writeTogether, read, sqlite: database });
  } finally {
    if (!opened) database.close();
  }
}
