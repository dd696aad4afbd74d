import { decisionSchema } from '@cambio/ledger';
import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { cursor, instant, limit, moment, name, next, wholeNumber } from './parameters.ts';
import { seenWorkload } from './workloads.ts';

const decision = decisionSchema.meta({
  id: 'Decision',
  description: 'A decision as it was recorded: who asked for what, what came of it, and on deny why.',
});

const count = z
  .object({
    at: moment,
    issuer: z.string().meta({ description: "The issuer's id." }),
    outcome: z.enum(['allow', 'deny']),
    reason: z.string().exactOptional(),
    count: z.int(),
  })
  .meta({ id: 'DecisionCount', description: 'Decisions that are alike, in one step of time.' });

/** What decisions are looked for by; all that is given must hold. */
const filter = {
  outcome: z.enum(['allow', 'deny']).exactOptional(),
  reason: name.exactOptional().meta({ description: 'Why it was denied.' }),
  mapping: name.exactOptional().meta({ description: 'The mapping that granted, or came nearest.' }),
  target: name.exactOptional(),
  issuer: name.exactOptional(),
  workload: name.exactOptional().meta({ description: "The subject's workload, by its key." }),
};

export const decisionOperations = {
  searchDecisions: {
    ...bare,
    method: 'GET',
    at: '/decisions',
    summary: 'Search the recorded decisions, the newest first',
    scopes: ['decisions:read'],
    query: z.strictObject({
      ...filter,
      since: instant.exactOptional().meta({ description: 'None older than this.' }),
      limit: limit(50, 200),
      cursor: cursor.exactOptional(),
    }),
    answers: {
      200: {
        description: 'Those that pass the filter.',
        schema: z.object({ decisions: z.array(decision).readonly(), next }),
      },
    },
  },
  followDecisions: {
    ...bare,
    method: 'GET',
    at: '/decisions/stream',
    summary: 'Follow the decisions as they are recorded',
    description:
      'Server-sent events with the decision as `data` and its id as `id`, of all replicas. After `Last-Event-ID` it goes on ' +
      'from there. An event `alive` comes now and then; `gap` says that there were more than could be followed.',
    scopes: ['decisions:read'],
    query: z.strictObject(filter),
    answers: { 200: { description: 'Until the access token ends.', schema: decision, stream: true } },
    problems: ['too_many_streams'],
  },
  summarizeDecisions: {
    ...bare,
    method: 'GET',
    at: '/decisions/summary',
    summary: 'Count the decisions, step by step, and name the busiest workloads',
    description:
      'Counted from the audit trail, some seconds after the fact, as far back as workloads are kept.',
    scopes: ['decisions:read'],
    query: z.strictObject({
      since: instant,
      minutes: wholeNumber(5, 1440).meta({ description: 'The length of a step: a multiple of five.' }),
    }),
    answers: {
      200: {
        description: 'The counts in the order of their times; steps without decisions are left out.',
        schema: z.object({ counts: z.array(count).readonly(), busiest: z.array(seenWorkload).readonly() }),
      },
    },
  },
  readDecision: {
    ...bare,
    method: 'GET',
    at: '/decisions/{id}',
    summary: 'Read one decision',
    scopes: ['decisions:read'],
    path: z.strictObject({ id: name }),
    answers: { 200: { description: 'The decision, as it was recorded.', schema: decision } },
    problems: ['no_such_decision'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
