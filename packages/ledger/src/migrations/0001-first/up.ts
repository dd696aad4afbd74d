import type { SchemaModule } from 'kysely';
import type { Words } from '../words.ts';
import { createTokens } from './tokens.ts';
import { createTrail } from './trail.ts';
import { createTrust } from './trust.ts';
import { createWork } from './work.ts';
import { createWorkloads } from './workloads.ts';

/** All tables of the first release. */
export async function up(schema: SchemaModule, words: Words): Promise<void> {
  await createTrust(schema, words);
  await createTrail(schema, words);
  await createTokens(schema, words);
  await createWorkloads(schema, words);
  await createWork(schema, words);
}
