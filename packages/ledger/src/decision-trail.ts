import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken, Unavailable } from '@cambio/sts';
import type { Kysely, Transaction } from 'kysely';
import type { Attempt } from './attempt.ts';
import { readBody, writeBody } from './decision-body.ts';
import { searchDecisions } from './decision-search.ts';
import { groupCommit } from './group-commit.ts';
import { insertIssuedTokens } from './issued-tokens.ts';
import type { DecisionTrail } from './ports/decision-trail.ts';
import type { DecisionTable, Schema } from './schema.ts';

/** Records in one commit at the most, and waiting at the most; beyond that they are refused at once. */
const BATCH = 256;
const CAPACITY = 8192;

/** A decision without its place on the chain. */
type Unplaced = Omit<DecisionTable, 'chain' | 'seq' | 'hash'>;

/** A decision, and the token that was issued by it. */
interface Entry {
  readonly row: Unplaced;
  readonly token: IssuedToken | undefined;
}

/** `answer` lets callers in until the ledger is closed; `attempt` is for the commits, which end what was let in. */
export function decisionTrail(db: Kysely<Schema>, answer: Attempt, attempt: Attempt): DecisionTrail {
  const chain = randomUUID();
  let seq = 0;
  const place = (row: Unplaced): DecisionTable => ({ ...row, chain, seq: ++seq, hash: '' });
  const commits = groupCommit<Entry, Result<void, Unavailable>>({
    commit: (entries) => commitDecisions(db, attempt, place, entries),
    refused: err('unavailable'),
    batch: BATCH,
    capacity: CAPACITY,
  });

  return {
    record: (record, token) => answer(() => commits.add({ row: rowOf(record), token })),
    get: (id) =>
      answer(async () => {
        const row = await db.selectFrom('decision').select('body').where('id', '=', id).executeTakeFirst();
        return ok(row && readBody(row.body));
      }),
    list: (page) => answer(async () => ok((await searchDecisions(db, page)).map(readBody))),
  };
}

/** One transaction: all decisions but those whose id is taken, each with its token. */
async function commitDecisions(
  db: Kysely<Schema>,
  attempt: Attempt,
  place: (row: Unplaced) => DecisionTable,
  entries: readonly Entry[],
): Promise<readonly Result<void, Unavailable>[]> {
  const committed = await attempt<ReadonlySet<Entry>, never>(() =>
    db.transaction().execute(async (transaction) => {
      const written = await insertDecisions(transaction, place, entries);
      const tokens = written.flatMap(({ token }) => (token === undefined ? [] : [token]));
      await insertIssuedTokens(transaction, tokens);
      return ok(new Set(written));
    }),
  );
  if (!committed.ok) return entries.map(() => committed);
  return entries.map((entry) => (committed.value.has(entry) ? ok(undefined) : err('unavailable')));
}

/** Those that were written: of two with one id the first. */
async function insertDecisions(
  transaction: Transaction<Schema>,
  place: (row: Unplaced) => DecisionTable,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  const inserted = await transaction
    .insertInto('decision')
    .values(entries.map(({ row }) => place(row)))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const ids = new Set(inserted.map(({ id }) => id));
  return entries.filter(({ row }) => ids.delete(row.id));
}

function rowOf(record: DecisionRecord): Unplaced {
  return {
    id: record.id,
    at: record.at,
    outcome: record.outcome,
    reason: record.reason ?? null,
    mapping: record.mapping ?? null,
    target: record.target ?? null,
    issuer: record.subject.issuer,
    workload: record.subject.workload,
    scopes: record.issued?.scopes.join(' ') ?? null,
    body: writeBody(record),
  };
}
