import { type SchemaModule, sql } from 'kysely';
import type { Words } from '../words.ts';

/** What replicas share to work: signing keys, who does what only one may do, who there is, and what is done once alone. */
export async function createWork(schema: SchemaModule, words: Words): Promise<void> {
  await createKeys(schema, words);
  await createLeases(schema, words);
  await createReplicas(schema, words);
  await createIdempotentRequests(schema, words);
}

async function createKeys(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('signing_key')
    .addColumn('kid', text, (column) => column.primaryKey().notNull())
    .addColumn('algorithm', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('sealed', text, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('activated_at', 'bigint')
    .addColumn('retired_at', 'bigint')
    .execute();
  await schema
    .createIndex('signing_key_place')
    .unique()
    .on('signing_key')
    .columns(['algorithm', 'state'])
    .where(sql<boolean>`state <> 'retired'`)
    .execute();
}

async function createLeases(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('lease')
    .addColumn('name', text, (column) => column.primaryKey().notNull())
    .addColumn('holder', text, (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
}

async function createReplicas(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('replica')
    .addColumn('id', text, (column) => column.primaryKey().notNull())
    .addColumn('version', text, (column) => column.notNull())
    .addColumn('revision', text, (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createIdempotentRequests(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('idempotent_request')
    .addColumn('id', text, (column) => column.primaryKey().notNull())
    .addColumn('request', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('answer', text)
    .execute();
  await schema.createIndex('idempotent_request_age').on('idempotent_request').column('at').execute();
}
