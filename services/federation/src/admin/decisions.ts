import type { Ledger } from '@cambio/ledger';
import { z } from 'zod';
import { instant } from './instant.ts';
import type { Operation } from './operation.ts';
import { answerProblem } from './problem.ts';
import { readQuery } from './read-request.ts';

type Trail = Pick<Ledger['decisions'], 'get' | 'list'>;

const text = z.string().min(1).max(2000);

const search = z.strictObject({
  limit: z
    .string()
    .regex(/^[0-9]{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(200))
    .default(50),
  before: text.exactOptional(),
  outcome: z.enum(['allow', 'deny']).exactOptional(),
  reason: text.exactOptional(),
  mapping: text.exactOptional(),
  target: text.exactOptional(),
  issuer: text.exactOptional(),
  workload: text.exactOptional(),
  since: instant.exactOptional(),
});

/** `GET /decisions`: those that pass the filter, the newest first. `next` is where the next page is `before`. */
export function searchDecisions(trail: Trail): Operation {
  return {
    scope: 'decisions:read',
    handle: async ({ ctx }) => {
      const query = readQuery(ctx, search);
      if (!query.ok) return answerProblem(ctx, query.error.reason, query.error.members);
      const { limit } = query.value;
      // One more than asked for tells whether there is a next page.
      const found = await trail.list({ ...query.value, limit: limit + 1 });
      if (!found.ok) return answerProblem(ctx, 'unavailable');
      const decisions = found.value.slice(0, limit);
      const next = found.value.length > limit ? decisions.at(-1)?.id : undefined;
      ctx.body = { decisions, ...(next !== undefined && { next }) };
    },
  };
}

/** `GET /decisions/{id}`: a decision as it was recorded. */
export function readDecision(trail: Trail): Operation {
  return {
    scope: 'decisions:read',
    handle: async ({ ctx, id }) => {
      const decision = await trail.get(id);
      if (!decision.ok) return answerProblem(ctx, 'unavailable');
      if (decision.value === undefined) return answerProblem(ctx, 'no_such_decision');
      ctx.body = decision.value;
    },
  };
}
