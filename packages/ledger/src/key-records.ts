import { ok } from '@cambio/oauth';
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Attempt } from './attempt.ts';
import type { KeyChange, KeyRecord, KeyRecords } from './ports/key-records.ts';
import type { Schema, SigningKeyTable } from './schema.ts';
import { DamagedRecord } from './store-fault.ts';

export function keyRecords(db: Kysely<Schema>, attempt: Attempt): KeyRecords {
  return {
    list: () =>
      attempt(async () => {
        const rows = await db
          .selectFrom('signing_key')
          .selectAll()
          .orderBy('created_at')
          .orderBy('kid')
          .execute();
        return ok(rows.map(recordOf));
      }),

    insertIfAbsent: (key) =>
      attempt(async () => {
        const inserted = await db
          .insertInto('signing_key')
          .values(rowOf(key))
          .onConflict((conflict) => conflict.doNothing())
          .returning('kid')
          .executeTakeFirst();
        return ok(inserted === undefined ? 'exists' : 'inserted');
      }),

    update: (changes) =>
      attempt(() =>
        db
          .transaction()
          .execute(async (transaction) => {
            for (const change of changes) await updateOne(transaction, change);
            return ok('updated' as const);
          })
          .catch((error: unknown) => {
            if (error instanceof Stale) return ok('stale' as const);
            throw error;
          }),
      ),
  };
}

/** Thrown to undo the transaction it is thrown in; never leaves this file. */
class Stale extends Error {}

async function updateOne(transaction: Transaction<Schema>, { from, to }: KeyChange): Promise<void> {
  const changed = await (to === undefined ? removal(transaction, from) : replacement(transaction, from, to));
  if (changed === undefined) throw new Stale();
}

function replacement(transaction: Transaction<Schema>, from: KeyRecord, to: KeyRecord) {
  const { state, sealed, activated_at, retired_at } = rowOf(to);
  return transaction
    .updateTable('signing_key')
    .set({ state, sealed, activated_at, retired_at })
    .where('kid', '=', from.kid)
    .where('state', '=', from.state)
    .where('sealed', '=', from.sealed)
    .returning('kid')
    .executeTakeFirst();
}

function removal(transaction: Transaction<Schema>, from: KeyRecord) {
  return transaction
    .deleteFrom('signing_key')
    .where('kid', '=', from.kid)
    .where('state', '=', from.state)
    .where('sealed', '=', from.sealed)
    .returning('kid')
    .executeTakeFirst();
}

function rowOf(key: KeyRecord): SigningKeyTable {
  return {
    kid: key.kid,
    algorithm: key.algorithm,
    state: key.state,
    sealed: key.sealed,
    created_at: key.createdAt,
    activated_at: key.activatedAt ?? null,
    retired_at: key.retiredAt ?? null,
  };
}

const keyState = z.enum(['next', 'active', 'retired']);

function recordOf(row: SigningKeyTable): KeyRecord {
  const state = keyState.safeParse(row.state);
  if (!state.success) throw new DamagedRecord('signing key', state.error.message);
  return {
    kid: row.kid,
    algorithm: row.algorithm,
    state: state.data,
    sealed: row.sealed,
    createdAt: row.created_at,
    ...(row.activated_at !== null && { activatedAt: row.activated_at }),
    ...(row.retired_at !== null && { retiredAt: row.retired_at }),
  };
}
