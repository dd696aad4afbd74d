import { err, ok, type Result } from '@cambio/oauth';
import type { DecisionRecord, IssuedToken, Unavailable } from '@cambio/sts';
import type { Kysely } from 'kysely';
import type { Attempt } from './attempt.ts';
import type { ChainWriter, Entry } from './chain/writer.ts';
import { readBody, writeBody } from './decision-body.ts';
import { searchDecisions } from './decision-search.ts';
import { groupCommit } from './group-commit.ts';
import type { DecisionTrail } from './ports/decision-trail.ts';
import type { Schema } from './schema.ts';
import { NO_TOKEN, tokenColumns } from './token-columns.ts';

/** Records in one commit at the most, and waiting at the most; beyond that they are refused at once. */
const BATCH = 256;
const CAPACITY = 8192;

/** Milliseconds a record waits for its commit to begin: longer than another process may hold the store up. */
const PATIENCE = 3000;

/** Lets callers in until the ledger is closed. */
interface Doors {
  readonly enter: Attempt;
  /** Answers for what the store does, too: `chain` does so itself. */
  readonly answer: Attempt;
}

export function decisionTrail(
  db: Kysely<Schema>,
  { enter, answer }: Doors,
  chain: ChainWriter,
  now: () => number,
  isRemote: boolean,
): DecisionTrail {
  const commits = groupCommit<Entry, Result<void, Unavailable>>({
    commit: chain.write,
    refused: err('unavailable'),
    batch: BATCH,
    capacity: CAPACITY,
    patience: PATIENCE,
    now,
  });

  return {
    record: (record, token) => enter(() => commits.add(rowOf(record, token))),
    get: (id) =>
      answer(async () => {
        const row = await db.selectFrom('decision').select('body').where('id', '=', id).executeTakeFirst();
        return ok(row && readBody(row.body));
      }),
    list: (page) => answer(async () => ok((await searchDecisions(db, page, isRemote)).map(readBody))),
  };
}

function rowOf(record: DecisionRecord, token: IssuedToken | undefined): Entry {
  return {
    id: record.id,
    at: record.at,
    outcome: record.outcome,
    reason: record.reason ?? null,
    mapping: record.mapping ?? null,
    target: record.target ?? null,
    issuer: record.subject.issuer,
    workload: record.subject.workload,
    name: record.subject.name,
    asked_scopes: record.asked.scopes?.join(' ') || null,
    ...(token === undefined ? NO_TOKEN : tokenColumns(token, record)),
    body: writeBody(record),
  };
}
