import { err, ok, type Result } from '@cambio/oauth';
import type { Kysely, Transaction } from 'kysely';
import { up as first } from './migrations/0001-first/up.ts';
import type { Words } from './migrations/words.ts';
import type { Schema } from './schema.ts';

/** A step of the schema. Never changed once released, and never undone. */
interface Migration {
  readonly name: string;
  readonly up: (db: Transaction<Schema>, words: Words) => Promise<void>;
}

/** In the order they are run. */
const MIGRATIONS: readonly Migration[] = [{ name: '0001-first', up: first }];

/** The store was written by a newer version: these steps of its schema are unknown to this one. */
export interface SchemaNewer {
  readonly reason: 'schema_newer';
  readonly unknown: readonly string[];
}

/** The store was written by an older version, or is empty, and was not to be changed. */
export interface SchemaOlder {
  readonly reason: 'schema_older';
}

export interface Upgrade {
  /** Whether the schema may be changed. Where it may not, it has to be that of this version. */
  readonly mayUpgrade: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Brings the schema up to date, in one transaction that locks out every other process from its start: whatever number
 * start together, each step is run once.
 */
export function migrate(
  db: Kysely<Schema>,
  words: Words,
  { mayUpgrade, now }: Upgrade,
): Promise<Result<void, SchemaNewer | SchemaOlder>> {
  return db.transaction().execute(async (transaction) => {
    await words.lock?.execute(transaction);
    if (mayUpgrade) await createMigrations(transaction, words);
    const applied = await appliedMigrations(transaction);
    const known = new Set(MIGRATIONS.map(({ name }) => name));
    const unknown = applied.filter((name) => !known.has(name));
    if (unknown.length > 0) return err({ reason: 'schema_newer', unknown });

    const missing = MIGRATIONS.filter(({ name }) => !applied.includes(name));
    if (missing.length > 0 && !mayUpgrade) return err({ reason: 'schema_older' });
    for (const { name, up } of missing) {
      await up(transaction, words);
      await transaction.insertInto('migration').values({ name, applied_at: now }).execute();
    }
    return ok(undefined);
  });
}

async function createMigrations({ schema }: Transaction<Schema>, { text }: Words): Promise<void> {
  await schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', text, (column) => column.primaryKey().notNull())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
}

/** None where nothing was ever made. */
async function appliedMigrations(transaction: Transaction<Schema>): Promise<readonly string[]> {
  const tables = await transaction.introspection.getTables();
  if (!tables.some(({ name }) => name === 'migration')) return [];
  const rows = await transaction.selectFrom('migration').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}
