import type { SchemaModule } from 'kysely';
import type { Words } from '../words.ts';

/** Issued tokens while they live, and revocations. */
export async function createTokens(schema: SchemaModule, words: Words): Promise<void> {
  await createIssuedTokens(schema, words);
  await createRevocations(schema, words);
}

/**
 * Found by `jti`, and listed by it, since it begins with the time; swept in the order they die. A revocation is looked up for a
 * token, never the reverse, so what revocations select by needs no index here.
 */
async function createIssuedTokens(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('issued_token')
    .addColumn('jti', text, (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('decision', text, (column) => column.notNull())
    .addColumn('mapping', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('client', text)
    .addColumn('issuer', text, (column) => column.notNull())
    .addColumn('workload', text, (column) => column.notNull())
    .addColumn('task', text)
    .addColumn('actor_issuer', text)
    .addColumn('actor_workload', text)
    .addColumn('actor_task', text)
    .addColumn('body', text, (column) => column.notNull())
    .execute();
  await schema.createIndex('issued_token_death').on('issued_token').column('expires_at').execute();
  await schema
    .createTable('token_descent')
    .addColumn('jti', text, (column) => column.notNull().references('issued_token.jti').onDelete('cascade'))
    .addColumn('made_from', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('token_descent_key', ['jti', 'made_from'])
    .execute();
}

async function createRevocations(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('revocation')
    .addColumn('id', text, (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('selected_by', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('issued_until', 'bigint', (column) => column.notNull())
    .addColumn('author', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .execute();
  await schema
    .createIndex('revocation_cover')
    .on('revocation')
    .columns(['selected_by', 'value', 'issued_until'])
    .execute();
}
