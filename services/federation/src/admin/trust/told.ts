import type { Ledger } from '@cambio/ledger';
import { z } from 'zod';
import { documentChange } from '../contract/changes.ts';
import type { proposal as proposalSchema, revision as revisionSchema } from '../contract/revision.ts';

type Got<Ask extends (...args: never) => unknown> =
  Extract<Awaited<ReturnType<Ask>>, { ok: true }> extends {
    readonly value: infer Value;
  }
    ? NonNullable<Value>
    : never;

type StoredRevision = Omit<Got<Ledger['trust']['get']>, 'sources'>;
type StoredProposal = Omit<Got<Ledger['proposals']['get']>, 'sources'>;

/** What a revision changed may have been written by another version: what isn't understood is left out. */
const changes = z.array(documentChange).readonly().catch([]);

export function toldRevision(stored: StoredRevision): z.input<typeof revisionSchema> {
  const { revision, at, author, reason } = stored;
  return { revision, at, author, reason, changes: changes.parse(stored.changes) };
}

export function toldProposal(stored: StoredProposal): z.input<typeof proposalSchema> {
  const { id, at, author, reason, base, state, decided } = stored;
  return {
    id,
    at,
    author,
    reason,
    changes: changes.parse(stored.changes),
    ...(base !== undefined && { base }),
    state,
    ...(decided && { decided }),
  };
}
