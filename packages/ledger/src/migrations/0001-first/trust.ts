import type { SchemaModule } from 'kysely';
import type { Words } from '../words.ts';

/** Trust revisions, and the text of every document once. */
export async function createTrust(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('trust_revision')
    .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('changes', text, (column) => column.notNull())
    .execute();
  await schema
    .createTable('trust_text')
    .addColumn('digest', text, (column) => column.primaryKey().notNull())
    .addColumn('text', text, (column) => column.notNull())
    .execute();
  await schema
    .createTable('trust_document')
    .addColumn('revision', 'integer', (column) =>
      column.notNull().references('trust_revision.number').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('path', text, (column) => column.notNull())
    .addColumn('digest', text, (column) => column.notNull().references('trust_text.digest'))
    .addPrimaryKeyConstraint('trust_document_key', ['revision', 'position'])
    .execute();
  await schema.createIndex('trust_document_text').on('trust_document').column('digest').execute();
}
