import type { SchemaModule } from 'kysely';
import type { Words } from '../words.ts';

/** What tokens are revoked by, as it is looked up for one of them. */
export async function createRevocations(schema: SchemaModule, { text }: Words): Promise<void> {
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
