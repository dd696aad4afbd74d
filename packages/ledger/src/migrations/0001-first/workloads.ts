import type { SchemaModule } from 'kysely';
import type { Words } from '../words.ts';

/** Who was seen, what they used, which scopes they asked for, when a mapping was of use, and how many decisions there were at what time. */
export async function createWorkloads(schema: SchemaModule, { text }: Words): Promise<void> {
  await schema
    .createTable('workload')
    .addColumn('issuer', text, (column) => column.notNull())
    .addColumn('workload', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('last_seen', 'bigint', (column) => column.notNull())
    .addColumn('allowed', 'bigint', (column) => column.notNull())
    .addColumn('denied', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('workload_key', ['issuer', 'workload'])
    .execute();
  await schema.createIndex('workload_seen').on('workload').column('last_seen').execute();
  await schema
    .createTable('workload_use')
    .addColumn('issuer', text, (column) => column.notNull())
    .addColumn('workload', text, (column) => column.notNull())
    .addColumn('mapping', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('last_seen', 'bigint', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('workload_use_key', ['issuer', 'workload', 'mapping', 'target'])
    .execute();
  await schema
    .createIndex('workload_use_mapping')
    .on('workload_use')
    .columns(['mapping', 'issuer', 'workload', 'target'])
    .execute();
  await schema
    .createTable('workload_scope')
    .addColumn('issuer', text, (column) => column.notNull())
    .addColumn('workload', text, (column) => column.notNull())
    .addColumn('mapping', text, (column) => column.notNull())
    .addColumn('target', text, (column) => column.notNull())
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('asked', 'bigint', (column) => column.notNull())
    .addColumn('last_asked', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('workload_scope_key', ['issuer', 'workload', 'mapping', 'target', 'scope'])
    .execute();
  await schema
    .createIndex('workload_scope_mapping')
    .on('workload_scope')
    .columns(['mapping', 'scope'])
    .execute();
  await schema
    .createTable('mapping_use')
    .addColumn('mapping', text, (column) => column.primaryKey().notNull())
    .addColumn('last_used', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('decision_count')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('issuer', text, (column) => column.notNull())
    .addColumn('outcome', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('decision_count_key', ['at', 'issuer', 'outcome', 'reason'])
    .execute();
}
