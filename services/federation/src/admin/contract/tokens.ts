import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { cursor, limit, moment, next } from './parameters.ts';
import { selectorMembers, selectorsIn } from './selector.ts';

const party = z.object({
  issuer: z.string().meta({ description: "The issuer's id." }),
  workload: z.string().meta({ description: 'Its key.' }),
  name: z.string().meta({ description: 'For people.' }),
  task: z.string().exactOptional(),
});

const liveToken = z
  .object({
    jti: z.string(),
    decision: z.string().meta({ description: 'The id of the decision that allowed it.' }),
    issuedAt: moment,
    expiresAt: moment,
    mapping: z.string(),
    target: z.string(),
    sub: z.string(),
    scopes: z.array(z.string()).readonly(),
    subject: party,
    actor: party.exactOptional(),
    client: z.string().exactOptional().meta({ description: 'The registered service it was issued to.' }),
    binding: z.enum(['none', 'dpop', 'mtls']),
  })
  .meta({
    id: 'LiveToken',
    description: 'A token that lives, without its claims and never the token itself.',
  });

/** One selector, or none. */
const chosen = z
  .strictObject({ ...selectorMembers, limit: limit(50, 200), cursor: cursor.exactOptional() })
  .transform(({ limit, cursor, ...given }, check) => {
    const [selector, ...others] = selectorsIn(given);
    if (others.length > 0) check.addIssue('takes one selector');
    return { limit, cursor, selector };
  });

const counted = z.strictObject(selectorMembers).transform((given, check) => {
  const [selector, ...others] = selectorsIn(given);
  if (selector !== undefined && others.length === 0) return { selector };
  check.addIssue('needs one selector');
  return z.NEVER;
});

export const tokenOperations = {
  listTokens: {
    ...bare,
    method: 'GET',
    at: '/tokens',
    summary: 'List the live tokens that a selector covers, those that live longest first',
    description:
      'Those that have not expired and that no revocation covers. Introspection also asks whether the trust still grants them.',
    scopes: ['decisions:read'],
    query: chosen,
    answers: {
      200: {
        description: 'All, or those of one selector.',
        schema: z.object({ tokens: z.array(liveToken).readonly(), next }),
      },
    },
  },
  countTokens: {
    ...bare,
    method: 'GET',
    at: '/tokens/count',
    summary: 'Count the live tokens that a selector covers',
    scopes: ['decisions:read'],
    query: counted,
    answers: { 200: { description: 'How many.', schema: z.object({ tokens: z.int() }) } },
  },
} as const satisfies Readonly<Record<string, Operation>>;
