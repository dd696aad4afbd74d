import { err, ok, type Result } from '@cambio/oauth';
import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Attempt } from './attempt.ts';
import type { RevisionConflict, RevisionSummary, SourceText } from './ports/trust-history.ts';
import type {
  NewProposal,
  ProposalClosed,
  ProposalSummary,
  StoredProposal,
  TrustProposals,
  Verdict,
} from './ports/trust-proposals.ts';
import type { Schema, TrustProposalTable } from './schema.ts';
import { DamagedRecord } from './store-fault.ts';
import { appendRevision, keepText, readChanges } from './trust-history.ts';

export function trustProposals(db: Kysely<Schema>, attempt: Attempt, now: () => number): TrustProposals {
  return {
    add: (proposal) =>
      attempt(() => db.transaction().execute((transaction) => add(transaction, proposal, now()))),
    get: (id) => attempt(async () => ok(await readProposal(db, id))),
    list: ({ limit, before, state }) =>
      attempt(async () => {
        let query = db.selectFrom('trust_proposal').selectAll();
        if (before !== undefined) query = query.where('id', '<', before);
        if (state !== undefined) query = query.where('state', '=', state);
        return ok((await query.orderBy('id', 'desc').limit(limit).execute()).map(summaryOf));
      }),
    approve: (id, verdict) =>
      attempt(() => db.transaction().execute((transaction) => approve(transaction, id, verdict, now()))),
    close: (id, state, verdict) =>
      attempt(async () => {
        const closed = await settle(db, id, state, verdict, now());
        return closed === undefined ? err('proposal_closed') : ok(undefined);
      }),
  };
}

async function add(
  transaction: Transaction<Schema>,
  { id, sources, author, reason, changes, base }: NewProposal,
  at: number,
): Promise<Result<ProposalSummary, never>> {
  const row: TrustProposalTable = {
    id,
    at,
    author,
    reason,
    changes: JSON.stringify(changes),
    base: base ?? null,
    state: 'open',
    decided_at: null,
    decided_by: null,
    decided_reason: null,
  };
  await transaction.insertInto('trust_proposal').values(row).execute();
  for (const [position, { path, text }] of sources.entries()) {
    const digest = await keepText(transaction, text);
    await transaction
      .insertInto('trust_proposal_document')
      .values({ proposal: id, position, path, digest })
      .execute();
  }
  return ok(summaryOf(row));
}

/** Settled first, so that whoever comes at the same time waits for how this ends. */
async function approve(
  transaction: Transaction<Schema>,
  id: string,
  verdict: Verdict,
  at: number,
): Promise<Result<RevisionSummary, ProposalClosed | RevisionConflict>> {
  const row = await settle(transaction, id, 'approved', verdict, at);
  if (row === undefined) return err('proposal_closed');
  const { author, reason, changes, base } = summaryOf(row);
  const sources = await sourcesOf(transaction, id);
  const revision = {
    sources,
    author,
    reason: `${reason} (approved by ${verdict.by})`,
    changes,
    expected: base,
  };
  const appended = await appendRevision(transaction, revision, at);
  if (!appended.ok) await reopen(transaction, id);
  return appended;
}

function settle(
  db: Kysely<Schema>,
  id: string,
  state: 'approved' | 'rejected' | 'withdrawn',
  { by, reason }: Verdict,
  at: number,
): Promise<TrustProposalTable | undefined> {
  return db
    .updateTable('trust_proposal')
    .set({ state, decided_at: at, decided_by: by, decided_reason: reason })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
}

async function reopen(transaction: Transaction<Schema>, id: string): Promise<void> {
  const open = { state: 'open', decided_at: null, decided_by: null, decided_reason: null };
  await transaction.updateTable('trust_proposal').set(open).where('id', '=', id).execute();
}

async function readProposal(db: Kysely<Schema>, id: string): Promise<StoredProposal | undefined> {
  const row = await db.selectFrom('trust_proposal').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...summaryOf(row), sources: await sourcesOf(db, id) };
}

function sourcesOf(db: Kysely<Schema>, id: string): Promise<readonly SourceText[]> {
  return db
    .selectFrom('trust_proposal_document')
    .innerJoin('trust_text', 'trust_text.digest', 'trust_proposal_document.digest')
    .select(['path', 'text'])
    .where('proposal', '=', id)
    .orderBy('position')
    .execute();
}

const states = z.enum(['open', 'approved', 'rejected', 'withdrawn']);

function summaryOf(row: TrustProposalTable): ProposalSummary {
  const { id, at, author, reason, changes, base, decided_at, decided_by, decided_reason } = row;
  const state = states.safeParse(row.state);
  if (!state.success) throw new DamagedRecord('trust proposal', state.error.message);
  const decided =
    decided_at === null ? undefined : { at: decided_at, by: decided_by ?? '', reason: decided_reason ?? '' };
  return {
    id,
    at,
    author,
    reason,
    changes: readChanges(changes),
    ...(base !== null && { base }),
    state: state.data,
    ...(decided && { decided }),
  };
}
