import { err, ok, type Result } from '@cambio/oauth';
import type { DecisionRecord, Unavailable } from '@cambio/sts';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import { readBody, writeBody } from './decision-body.ts';
import { searchDecisions } from './decision-search.ts';
import { groupCommit } from './group-commit.ts';
import type { DecisionTrail } from './ledger.ts';
import type { DecisionTable, Schema } from './schema.ts';

/** Records in one commit at the most, and waiting at the most; beyond that they are refused at once. */
const BATCH = 256;
const CAPACITY = 8192;

/** `answer` lets callers in until the ledger is closed; `attempt` is for the commits, which end what was let in. */
export function decisionTrail(db: Kysely<Schema>, answer: Attempt, attempt: Attempt): DecisionTrail {
  const commits = groupCommit<DecisionTable, Result<void, Unavailable>>({
    commit: (rows) => commitDecisions(db, attempt, rows),
    refused: err('unavailable'),
    batch: BATCH,
    capacity: CAPACITY,
  });

  return {
    record: (record) => answer(() => commits.add(rowOf(record))),
    get: (id) =>
      answer(async () => {
        const row = await db.selectFrom('decision').select('body').where('id', '=', id).executeTakeFirst();
        return ok(row && readBody(row.body));
      }),
    list: (page) => answer(async () => ok((await searchDecisions(db, page)).map(readBody))),
  };
}

/** One statement, and so one transaction: all rows but those whose id is taken. */
async function commitDecisions(
  db: Kysely<Schema>,
  attempt: Attempt,
  rows: readonly DecisionTable[],
): Promise<readonly Result<void, Unavailable>[]> {
  const inserted = await attempt<readonly { id: string }[], never>(async () =>
    ok(
      await db
        .insertInto('decision')
        .values(rows)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .execute(),
    ),
  );
  if (!inserted.ok) return rows.map(() => inserted);
  const written = new Set(inserted.value.map(({ id }) => id));
  return rows.map(({ id }) => (written.delete(id) ? ok(undefined) : err('unavailable')));
}

function rowOf(record: DecisionRecord): DecisionTable {
  return {
    id: record.id,
    at: record.at,
    outcome: record.outcome,
    reason: record.reason ?? null,
    mapping: record.mapping ?? null,
    target: record.target ?? null,
    issuer: record.subject.issuer,
    workload: record.subject.workload,
    body: writeBody(record),
  };
}
