import { type SchemaModule, sql, type Transaction } from 'kysely';
import type { Schema } from '../../schema.ts';
import type { Words } from '../words.ts';

/**
 * Decisions with the tokens they issued, the chains they are written on, checkpoints over the chains, and how far readers have
 * come.
 */
export async function createTrail(db: Transaction<Schema>, words: Words): Promise<void> {
  await createDecisions(db, words);
  await createChains(db.schema, words);
}

/**
 * Searches use one index, in the order decisions are written: a record adds to its end, which costs next to nothing, where
 * an index per filter would dirty a page each and make a record three times as dear. It holds every filter, so that
 * a search reads it and not the records.
 *
 * A table in parts can promise uniqueness only together with what it is parted by.
 */
async function createDecisions(db: Transaction<Schema>, { text, partitions }: Words): Promise<void> {
  const { schema } = db;
  const table = schema
    .createTable('decision')
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', text, (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('mapping', text)
    .addColumn('target', text)
    .addColumn('issuer', text, (column) => column.notNull())
    .addColumn('workload', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('asked_scopes', text)
    .addColumn('chain', text, (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('jti', text)
    .addColumn('expires_at', 'bigint')
    .addColumn('client', text)
    .addColumn('task', text)
    .addColumn('actor_issuer', text)
    .addColumn('actor_workload', text)
    .addColumn('actor_task', text)
    .addColumn('token', text)
    .addColumn('erase_at', 'bigint')
    .addColumn('body', text, (column) => column.notNull());
  if (partitions) {
    await table
      .addPrimaryKeyConstraint('decision_key', ['at', 'id'])
      .addUniqueConstraint('decision_place', ['chain', 'seq', 'at'])
      .modifyEnd(sql`partition by range (at)`)
      .execute();
    await sql`create table decision_rest partition of decision default`.execute(db);
    await schema.createIndex('decision_id').on('decision').column('id').execute();
  } else {
    await table
      .addPrimaryKeyConstraint('decision_key', ['id'])
      .addUniqueConstraint('decision_place', ['chain', 'seq'])
      .execute();
  }
  await schema
    .createIndex('decision_search')
    .on('decision')
    .columns(['at', 'id', 'outcome', 'reason', 'mapping', 'target', 'issuer', 'workload'])
    .execute();
  await createTokenIndexes(schema);
}

/**
 * Tokens are listed in the order they die, so that none that is dead is looked at. They are looked up by their decision, whose
 * id a `jti` begins with, and a revocation is looked up for a token, never the reverse: what revocations select by needs no
 * index here.
 */
async function createTokenIndexes(schema: SchemaModule): Promise<void> {
  await schema
    .createIndex('decision_token_death')
    .on('decision')
    .columns(['expires_at', 'id'])
    .where(sql<boolean>`expires_at is not null`)
    .execute();
  await schema
    .createIndex('decision_erasure')
    .on('decision')
    .column('erase_at')
    .where(sql<boolean>`erase_at is not null`)
    .execute();
}

async function createChains(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('audit_chain')
    .addColumn('id', text, (column) => column.primaryKey().notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('base_seq', 'bigint', (column) => column.notNull())
    .addColumn('base_hash', text, (column) => column.notNull())
    .addColumn('head_seq', 'bigint', (column) => column.notNull())
    .addColumn('head_hash', text, (column) => column.notNull())
    .addColumn('writer', text, (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('audit_checkpoint')
    .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .execute();
  await schema
    .createIndex('audit_checkpoint_time')
    .on('audit_checkpoint')
    .columns(['at', 'number'])
    .execute();
  await schema
    .createTable('trail_cursor')
    .addColumn('consumer', text, (column) => column.notNull())
    .addColumn('chain', text, (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('trail_cursor_key', ['consumer', 'chain'])
    .execute();
}
