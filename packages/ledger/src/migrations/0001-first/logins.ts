import type { SchemaModule } from 'kysely';
import type { Words } from '../words.ts';

/** What the log-ins of people leave between their steps. */
export async function createLogins(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('login_record')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('alias', text)
    .addColumn('login', text)
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('consumed_at', 'bigint')
    .addPrimaryKeyConstraint('login_record_key', ['kind', 'key'])
    .execute();
  await schema
    .createIndex('login_record_alias')
    .unique()
    .on('login_record')
    .columns(['kind', 'alias'])
    .execute();
  await schema.createIndex('login_record_login').on('login_record').column('login').execute();
  await schema.createIndex('login_record_death').on('login_record').column('expires_at').execute();
}
