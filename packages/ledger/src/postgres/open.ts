import { err, ok, type Result } from '@cambio/oauth';
import { Kysely, sql } from 'kysely';
import { migrate, type SchemaNewer, type SchemaOlder, type Upgrade } from '../migrate.ts';
import { postgresWords } from '../migrations/words.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { openConnections, type Patience } from './connections.ts';
import { postgresDialect } from './dialect.ts';
import { asFault, PostgresFault, postgresErrors } from './fault.ts';
import { dailyParts } from './partitions.ts';
import { writingTogether } from './write-together.ts';

/** A slow database is `unavailable` sooner than callers give up. */
const PATIENCE: Patience = { statement: 3000, silence: 5000 };

/** The oldest version of PostgreSQL that is supported. */
const OLDEST = 15;

export type PostgresOpenFailure =
  | SchemaNewer
  | SchemaOlder
  /** The database can't be reached, logged in to, or written. */
  | { readonly reason: 'ledger_unreachable'; readonly detail: string };

/** Connects, and brings the schema up to date where that may be. */
export async function openPostgres(
  url: string,
  upgrade: Upgrade,
): Promise<Result<Store, PostgresOpenFailure>> {
  try {
    const migrated = await bringUpToDate(url, upgrade);
    if (!migrated.ok) return migrated;
    const connections = openConnections(url, PATIENCE);
    const db = new Kysely<Schema>({ dialect: postgresDialect(connections) });
    const writeTogether = writingTogether(connections);
    const read: Store['read'] = async (query) => (await db.executeQuery(query)).rows;
    const time = () => readTime(db);
    return ok({ db, errors: postgresErrors, writeTogether, read, time, parts: dailyParts(db) });
  } catch (error) {
    const fault = asFault(error);
    if (!(fault instanceof PostgresFault)) throw error;
    return err({ reason: 'ledger_unreachable', detail: fault.message });
  }
}

/** On a connection of its own: steps of the schema may take long, and so may waiting for another process to do them. */
async function bringUpToDate(url: string, upgrade: Upgrade): Promise<Result<void, PostgresOpenFailure>> {
  await using db = new Kysely<Schema>({ dialect: postgresDialect(openConnections(url)) });
  const version = await majorVersion(db);
  if (version < OLDEST) {
    const detail = `PostgreSQL ${version} is too old: ${OLDEST} or later is needed`;
    return err({ reason: 'ledger_unreachable', detail });
  }
  return await migrate(db, postgresWords, upgrade);
}

async function readTime(db: Kysely<Schema>): Promise<number> {
  const asked = sql<{
    readonly ms: number;
  }>`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
  const { rows } = await asked.execute(db);
  return Number(rows[0]?.ms);
}

async function majorVersion(db: Kysely<Schema>): Promise<number> {
  const asked = sql<{ readonly number: string }>`select current_setting('server_version_num') as number`;
  const { rows } = await asked.execute(db);
  return Math.floor(Number(rows[0]?.number) / 10_000);
}
