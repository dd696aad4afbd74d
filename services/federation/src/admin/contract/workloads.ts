import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { cursor, instant, limit, moment, name, next } from './parameters.ts';

const seen = {
  issuer: z.string().meta({ description: "The issuer's id." }),
  workload: z.string().meta({ description: 'Its key, as decisions have it.' }),
  name: z.string().meta({ description: 'As it was called last: for people.' }),
  firstSeen: moment,
  lastSeen: moment,
  allowed: z.int().meta({ description: 'Exchanges that were allowed.' }),
  denied: z.int(),
};

export const seenWorkload = z
  .object(seen)
  .meta({ id: 'Workload', description: 'Somebody whose tokens were authentic.' });

const use = z
  .object({
    mapping: z.string(),
    target: z.string(),
    firstSeen: moment,
    lastSeen: moment,
    count: z.int(),
    asked: z
      .array(z.object({ scope: z.string(), asked: z.int(), lastAsked: moment }))
      .readonly()
      .meta({ description: 'The scopes it asked for by name.' }),
    owner: z.string().exactOptional().meta({ description: 'Of the mapping; absent where it is gone.' }),
    granted: z
      .array(z.string())
      .readonly()
      .exactOptional()
      .meta({ description: 'What the mapping grants today; absent where it is gone.' }),
    unused: z
      .array(z.string())
      .readonly()
      .meta({
        description:
          'What the mapping grants and this workload never asked for: a mapping of its own would do without. Empty where it ' +
          'did not always name its scopes, so that nobody can tell.',
      }),
  })
  .meta({ id: 'WorkloadUse', description: 'What a workload was allowed, by which mapping.' });

export const workloadOperations = {
  listWorkloads: {
    ...bare,
    method: 'GET',
    at: '/workloads',
    summary: 'List the workloads that asked, in the order of issuers and keys',
    description: 'Counted from the audit trail, some seconds after the fact.',
    scopes: ['decisions:read'],
    query: z.strictObject({
      issuer: name.exactOptional(),
      name: name.exactOptional().meta({ description: 'A part of the name, in capitals or not.' }),
      seenSince: instant.exactOptional(),
      seenBefore: instant.exactOptional(),
      limit: limit(50, 200),
      cursor: cursor.exactOptional(),
    }),
    answers: {
      200: {
        description: 'Those that pass the filter.',
        schema: z.object({ workloads: z.array(seenWorkload).readonly(), next }),
      },
    },
  },
  readWorkload: {
    ...bare,
    method: 'GET',
    at: '/workloads/{issuer}/{workload}',
    summary: 'Read what a workload used, beside what it was granted',
    scopes: ['decisions:read'],
    path: z.strictObject({ issuer: name, workload: name }),
    answers: {
      200: {
        description: 'The workload, and each use of a mapping.',
        schema: z.object({ ...seen, uses: z.array(use).readonly() }),
      },
    },
    problems: ['no_such_workload'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
