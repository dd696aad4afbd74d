import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { cursor, flag, limit, moment, next, reason } from './parameters.ts';
import { selector, selectorMembers, selectorsIn } from './selector.ts';

const revocation = z
  .object({ id: z.string(), at: moment, selector, author: z.string(), reason: z.string() })
  .meta({
    id: 'Revocation',
    description: 'It covers what was issued up to its moment, and nothing issued later.',
  });

/** What is revoked, by one selector alone, and why. */
const revocationRequest = z
  .strictObject({ ...selectorMembers, reason })
  .transform(({ reason, ...given }, check) => {
    const [selector, ...others] = selectorsIn(given);
    if (selector !== undefined && others.length === 0) return { selector, reason };
    check.addIssue('needs one selector');
    return z.NEVER;
  })
  .meta({ description: 'One selector, and why.' });

export const revocationOperations = {
  listRevocations: {
    ...bare,
    method: 'GET',
    at: '/revocations',
    summary: 'List the revocations, the newest first',
    scopes: ['decisions:read'],
    query: z.strictObject({ limit: limit(50, 200), cursor: cursor.exactOptional() }),
    answers: {
      200: {
        description: 'Those that were made, for good.',
        schema: z.object({ revocations: z.array(revocation).readonly(), next }),
      },
    },
  },
  revoke: {
    ...bare,
    method: 'POST',
    at: '/revocations',
    summary: 'Revoke every token that a selector covers',
    description:
      'Kills what was issued until now, and every token made from it; what is issued later is for the trust to say.',
    scopes: ['tokens:revoke'],
    query: z.strictObject({
      dryRun: flag.meta({ description: 'Only count the live tokens that it would cover.' }),
    }),
    body: revocationRequest,
    answers: {
      200: {
        description: 'With `dryRun`: nothing was revoked.',
        schema: z.object({ selector, tokens: z.int().meta({ description: 'Live tokens it would cover.' }) }),
      },
      201: { description: 'Revoked, on every replica.', schema: revocation },
    },
    problems: ['time_in_future'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
