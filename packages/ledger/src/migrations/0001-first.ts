import { type SchemaModule, sql } from 'kysely';

/** Trust revisions, decisions, signing keys. */
export async function up(schema: SchemaModule): Promise<void> {
  await createTrust(schema);
  await createDecisions(schema);
  await createKeys(schema);
}

async function createTrust(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('trust_revision')
    .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('trust_text')
    .addColumn('digest', 'text', (column) => column.primaryKey().notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('trust_document')
    .addColumn('revision', 'integer', (column) => column.notNull().references('trust_revision.number'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull().references('trust_text.digest'))
    .addPrimaryKeyConstraint('trust_document_key', ['revision', 'position'])
    .execute();
}

/**
 * One index, in the order decisions are written: a record adds to its end, which costs next to nothing, where an index
 * per filter would dirty a page each and make a record three times as dear. It holds every filter, so that
 * a search reads it and not the records.
 */
async function createDecisions(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('decision')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('mapping', 'text')
    .addColumn('target', 'text')
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('workload', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('decision_search')
    .on('decision')
    .columns(['at', 'id', 'outcome', 'reason', 'mapping', 'target', 'issuer', 'workload'])
    .execute();
}

async function createKeys(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('signing_key')
    .addColumn('kid', 'text', (column) => column.primaryKey().notNull())
    .addColumn('algorithm', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
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
