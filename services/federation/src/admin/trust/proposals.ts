import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { Logger } from 'pino';
import type { ActiveTrust } from '../../trust/active-trust.ts';
import { proposalOperations as operations } from '../contract/proposals.ts';
import { implement } from '../operation.ts';
import { pageOf } from '../page.ts';
import { putInForce } from './change.ts';
import { toldProposal, toldRevision } from './told.ts';

export interface ProposalParts {
  readonly proposals: Ledger['proposals'];
  readonly trust: ActiveTrust;
  readonly trustSettings: Settings['trust'];
  readonly log: Logger;
}

/** Changes that wait for another admin. */
export function proposalHandlers({ proposals, trust, trustSettings, log }: ProposalParts) {
  return {
    listProposals: implement(operations.listProposals, async ({ query: { limit, cursor, state } }) => {
      const page = { ...(cursor !== undefined && { before: cursor }), ...(state !== undefined && { state }) };
      const found = await proposals.list({ limit: limit + 1, ...page });
      if (!found.ok) return err({ reason: 'unavailable' });
      const { items, next } = pageOf(found.value, limit, ({ id }) => id);
      return ok({ status: 200, body: { proposals: items.map(toldProposal), ...next } });
    }),

    readProposal: implement(operations.readProposal, async ({ path: { id } }) => {
      const found = await proposals.get(id);
      if (!found.ok) return err({ reason: 'unavailable' });
      if (found.value === undefined) return err({ reason: 'no_such_proposal' });
      return ok({ status: 200, body: { proposal: toldProposal(found.value), files: found.value.sources } });
    }),

    /** Compiled once more: what was right when it was proposed may not be to this version. */
    approveProposal: implement(
      operations.approveProposal,
      async ({ admin, path: { id }, body: { reason } }) => {
        if (trustSettings.source === 'directory') return err({ reason: 'trust_read_only' });
        const found = await proposals.get(id);
        if (!found.ok) return err({ reason: 'unavailable' });
        if (found.value === undefined) return err({ reason: 'no_such_proposal' });
        const { author, sources } = found.value;
        if (author === admin.name) return err({ reason: 'proposal_own' });
        const draft = await trust.draft(sources);
        if (!draft.ok) return err({ reason: 'documents_invalid', diagnostics: draft.error });
        const approved = await proposals.approve(id, { by: admin.name, reason });
        if (approved.ok) {
          putInForce(approved.value.revision, draft.value, admin, { trust, log });
          return ok({ status: 200, body: { revision: toldRevision(approved.value) } });
        }
        return err({ reason: typeof approved.error === 'string' ? approved.error : 'proposal_stale' });
      },
    ),

    rejectProposal: implement(
      operations.rejectProposal,
      async ({ admin, path: { id }, body: { reason } }) => {
        const found = await proposals.get(id);
        if (!found.ok) return err({ reason: 'unavailable' });
        if (found.value === undefined) return err({ reason: 'no_such_proposal' });
        const state = found.value.author === admin.name ? 'withdrawn' : 'rejected';
        const closed = await proposals.close(id, state, { by: admin.name, reason });
        if (!closed.ok) return err({ reason: closed.error });
        log.info({ proposal: id, state, by: admin.name, reason }, 'trust change settled');
        return ok({ status: 200, body: { state } });
      },
    ),
  };
}
