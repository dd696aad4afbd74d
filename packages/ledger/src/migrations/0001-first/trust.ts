import type { SchemaModule } from 'kysely';
import type { Words } from '../words.ts';

/** Trust revisions, proposals of such, and the text of every document once. */
export async function createTrust(schema: SchemaModule, words: Words): Promise<void> {
  await createRevisions(schema, words);
  await createProposals(schema, words);
}

async function createRevisions(schema: SchemaModule, { text }: Words): Promise<void> {
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

async function createProposals(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('trust_proposal')
    .addColumn('id', text, (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('changes', text, (column) => column.notNull())
    .addColumn('base', text)
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', text)
    .addColumn('decided_reason', text)
    .execute();
  await schema
    .createTable('trust_proposal_document')
    .addColumn('proposal', text, (column) =>
      column.notNull().references('trust_proposal.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('path', text, (column) => column.notNull())
    .addColumn('digest', text, (column) => column.notNull().references('trust_text.digest'))
    .addPrimaryKeyConstraint('trust_proposal_document_key', ['proposal', 'position'])
    .execute();
}
