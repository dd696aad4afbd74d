import { ok } from '@cambio/oauth';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import type { IdempotentRequests, RequestState } from './ports/idempotent-requests.ts';
import type { Schema } from './schema.ts';

/** Milliseconds: how long an answer is kept, and how long a request may take. */
const KEPT = 24 * 3600 * 1000;
const RUNNING = 60 * 1000;

export function idempotentRequests(
  db: Kysely<Schema>,
  attempt: Attempt,
  now: () => number,
): IdempotentRequests {
  return {
    begin: (key, request) =>
      attempt(async () => {
        const at = now();
        await forget(db, at);
        return ok((await begin(db, key, request, at)) ? { state: 'begun' } : await stateOf(db, key, request));
      }),
    finish: (key, answer) =>
      attempt(async () => {
        await db.updateTable('idempotent_request').set({ answer }).where('id', '=', key).execute();
        return ok(undefined);
      }),
    abandon: (key) =>
      attempt(async () => {
        await db.deleteFrom('idempotent_request').where('id', '=', key).execute();
        return ok(undefined);
      }),
  };
}

async function forget(db: Kysely<Schema>, at: number): Promise<void> {
  await db
    .deleteFrom('idempotent_request')
    .where((row) =>
      row.or([row('at', '<', at - KEPT), row.and([row('answer', 'is', null), row('at', '<', at - RUNNING)])]),
    )
    .execute();
}

async function begin(db: Kysely<Schema>, id: string, request: string, at: number): Promise<boolean> {
  const inserted = await db
    .insertInto('idempotent_request')
    .values({ id, request, at, answer: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

async function stateOf(db: Kysely<Schema>, id: string, request: string): Promise<RequestState> {
  const row = await db
    .selectFrom('idempotent_request')
    .select(['request', 'answer'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row !== undefined && row.request !== request) return { state: 'other' };
  const answer = row?.answer ?? null;
  return answer === null ? { state: 'running' } : { state: 'answered', answer };
}
