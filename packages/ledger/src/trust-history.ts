import { hash } from 'node:crypto';
import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Attempt } from './attempt.ts';
import { json, parseJson } from './body-parts.ts';
import type {
  NewRevision,
  RevisionConflict,
  RevisionSummary,
  SourceText,
  StoredRevision,
  TrustHistory,
} from './ports/trust-history.ts';
import type { Schema } from './schema.ts';
import { inSlices } from './slices.ts';
import { DamagedRecord } from './store-fault.ts';

type Revisions = Kysely<Schema>;

interface RevisionRow {
  readonly number: number;
  readonly at: number;
  readonly author: string;
  readonly reason: string;
  readonly changes: string;
}

export function trustHistory(db: Revisions, attempt: Attempt, now: () => number): TrustHistory {
  return {
    latest: () => attempt(async () => ok(await readLatest(db))),
    get: (revision) => attempt(async () => ok(await readRevision(db, numberOf(revision)))),
    list: ({ limit, before }) =>
      attempt(async () =>
        ok(await listRevisions(db, limit, before === undefined ? undefined : numberOf(before))),
      ),
    append: (revision) =>
      attempt(() => db.transaction().execute((transaction) => appendRevision(transaction, revision, now()))),
    forget: (replacedBefore) => inSlices(attempt, (limit) => forgetReplaced(db, replacedBefore, limit)),
  };
}

/** Within a transaction of somebody's. */
export async function appendRevision(
  transaction: Transaction<Schema>,
  { sources, author, reason, changes = [], expected }: NewRevision,
  at: number,
): Promise<Result<RevisionSummary, RevisionConflict>> {
  const latest = await latestNumber(transaction);
  if (expected !== (latest === undefined ? undefined : nameOf(latest))) {
    return err({ reason: 'revision_conflict', latest: latest === undefined ? undefined : nameOf(latest) });
  }
  const row = { number: (latest ?? 0) + 1, at, author, reason, changes: JSON.stringify(changes) };
  const inserted = await transaction
    .insertInto('trust_revision')
    .values(row)
    .onConflict((conflict) => conflict.column('number').doNothing())
    .returning('number')
    .executeTakeFirst();
  if (inserted === undefined) return err({ reason: 'revision_conflict', latest: nameOf(row.number) });
  for (const [position, source] of sources.entries()) {
    await insertDocument(transaction, row.number, position, source);
  }
  return ok(summaryOf(row));
}

async function insertDocument(
  transaction: Transaction<Schema>,
  revision: number,
  position: number,
  { path, text }: SourceText,
): Promise<void> {
  const digest = await keepText(transaction, text);
  await transaction.insertInto('trust_document').values({ revision, position, path, digest }).execute();
}

/** Forgets up to `limit` revisions before the one in force at that time, and the texts that are in nothing else. */
function forgetReplaced(db: Revisions, replacedBefore: number, limit: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const inForce = transaction
      .selectFrom('trust_revision')
      .select('number')
      .where('at', '<', replacedBefore)
      .orderBy('number', 'desc')
      .limit(1);
    const replaced = transaction
      .selectFrom('trust_revision')
      .select('number')
      .where('number', '<', inForce)
      .orderBy('number')
      .limit(limit);
    const forgotten = await transaction
      .deleteFrom('trust_revision')
      .where('number', 'in', replaced)
      .executeTakeFirst();
    if (forgotten.numDeletedRows > 0n) await forgetTexts(transaction);
    return Number(forgotten.numDeletedRows);
  });
}

async function forgetTexts(transaction: Transaction<Schema>): Promise<void> {
  await transaction
    .deleteFrom('trust_text')
    .where(({ not, or, exists, selectFrom }) =>
      not(
        or([
          exists(
            selectFrom('trust_document')
              .select('path')
              .whereRef('trust_document.digest', '=', 'trust_text.digest'),
          ),
          exists(
            selectFrom('trust_proposal_document')
              .select('path')
              .whereRef('trust_proposal_document.digest', '=', 'trust_text.digest'),
          ),
        ]),
      ),
    )
    .execute();
}

/** Keeps a text once, and names it. */
export async function keepText(transaction: Transaction<Schema>, text: string): Promise<string> {
  const digest = hash('sha256', text);
  await transaction
    .insertInto('trust_text')
    .values({ digest, text })
    // Not left alone, so that nobody forgets it meanwhile.
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ digest }))
    .execute();
  return digest;
}

async function readLatest(db: Revisions): Promise<StoredRevision | undefined> {
  return readRevision(db, await latestNumber(db));
}

async function readRevision(db: Revisions, number: number | undefined): Promise<StoredRevision | undefined> {
  if (number === undefined) return undefined;
  const row = await db
    .selectFrom('trust_revision')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const sources = await db
    .selectFrom('trust_document')
    .innerJoin('trust_text', 'trust_text.digest', 'trust_document.digest')
    .select(['path', 'text'])
    .where('revision', '=', number)
    .orderBy('position')
    .execute();
  // Retention may have come in between: then what is missing is not what the revision had.
  if (sources.length === 0 && !(await isThere(db, number))) return undefined;
  return { ...summaryOf(row), sources };
}

async function isThere(db: Revisions, number: number): Promise<boolean> {
  const row = await db
    .selectFrom('trust_revision')
    .select('number')
    .where('number', '=', number)
    .executeTakeFirst();
  return row !== undefined;
}

async function listRevisions(
  db: Revisions,
  limit: number,
  before: number | undefined,
): Promise<readonly RevisionSummary[]> {
  let query = db.selectFrom('trust_revision').selectAll();
  if (before !== undefined) query = query.where('number', '<', before);
  const rows = await query.orderBy('number', 'desc').limit(limit).execute();
  return rows.map(summaryOf);
}

async function latestNumber(db: Revisions): Promise<number | undefined> {
  const row = await db
    .selectFrom('trust_revision')
    .select('number')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number;
}

function summaryOf({ number, at, author, reason, changes }: RevisionRow): RevisionSummary {
  return { revision: nameOf(number), at, author, reason, changes: readChanges(changes) };
}

const changeList = z.array(json).readonly();

export function readChanges(text: string): readonly JsonValue[] {
  const changes = changeList.safeParse(parseJson(text));
  if (!changes.success) throw new DamagedRecord('trust revision', changes.error.message);
  return changes.data;
}

function nameOf(number: number): string {
  return `r${number}`;
}

/** The number in `r12`; 0, which no revision has, for any text that isn't a revision's name. */
function numberOf(revision: string): number {
  return /^r[1-9]\d{0,14}$/.test(revision) ? Number(revision.slice(1)) : 0;
}
