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

/**
 * Brings the schema up to date, in one transaction that locks out every other process from its start: whatever number
 * start together, each step is run once.
 */
export function migrate(db: Kysely<Schema>, words: Words, now: number): Promise<Result<void, SchemaNewer>> {
  return db.transaction().execute(async (transaction) => {
    await words.lock?.execute(transaction);
    const applied = await appliedMigrations(transaction, words);
    const known = new Set(MIGRATIONS.map(({ name }) => name));
    const unknown = applied.filter((name) => !known.has(name));
    if (unknown.length > 0) return err({ reason: 'schema_newer', unknown });

    for (const { name, up } of MIGRATIONS) {
      if (applied.includes(name)) continue;
      await up(transaction, words);
      await transaction.insertInto('migration').values({ name, applied_at: now }).execute();
    }
    return ok(undefined);
  });
}

async function appliedMigrations(
  transaction: Transaction<Schema>,
  { text }: Words,
): Promise<readonly string[]> {
  await transaction.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', text, (column) => column.primaryKey().notNull())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
  const rows = await transaction.selectFrom('migration').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}
