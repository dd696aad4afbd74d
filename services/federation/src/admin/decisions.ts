import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { decisionOperations as operations } from './contract/decisions.ts';
import { implement } from './operation.ts';
import { pageOf } from './page.ts';

export interface DecisionParts {
  readonly decisions: Pick<Ledger['decisions'], 'get' | 'list'>;
}

export function decisionHandlers({ decisions: trail }: DecisionParts) {
  return {
    searchDecisions: implement(
      operations.searchDecisions,
      async ({ query: { limit, cursor, ...filter } }) => {
        const page = { ...filter, limit: limit + 1, ...(cursor !== undefined && { before: cursor }) };
        const found = await trail.list(page);
        if (!found.ok) return err({ reason: 'unavailable' });
        const { items, next } = pageOf(found.value, limit, ({ id }) => id);
        return ok({ status: 200, body: { decisions: items, ...next } });
      },
    ),

    readDecision: implement(operations.readDecision, async ({ path: { id } }) => {
      const decision = await trail.get(id);
      if (!decision.ok) return err({ reason: 'unavailable' });
      if (decision.value === undefined) return err({ reason: 'no_such_decision' });
      return ok({ status: 200, body: decision.value });
    }),
  };
}
