import type { Transaction } from 'kysely';
import type { Schema } from '../../schema.ts';
import type { Words } from '../words.ts';
import { createLogins } from './logins.ts';
import { createRevocations } from './revocations.ts';
import { createTrail } from './trail.ts';
import { createTrust } from './trust.ts';
import { createWork } from './work.ts';
import { createWorkloads } from './workloads.ts';

/** All tables of the first release. */
export async function up(db: Transaction<Schema>, words: Words): Promise<void> {
  await createTrust(db.schema, words);
  await createTrail(db, words);
  await createRevocations(db.schema, words);
  await createWorkloads(db.schema, words);
  await createWork(db.schema, words);
  await createLogins(db.schema, words);
}
