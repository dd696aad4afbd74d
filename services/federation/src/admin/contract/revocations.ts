import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { instant, moment, name, reason } from './parameters.ts';

const NAMED = ['token', 'mapping', 'issuer', 'target', 'workload', 'task', 'client'] as const;

const selector = z.union([
  z.object({ by: z.enum(NAMED), value: z.string() }),
  z.object({ by: z.literal('before'), time: moment }),
]);

export const revocation = z
  .object({ id: z.string(), at: moment, selector, author: z.string(), reason: z.string() })
  .meta({
    id: 'Revocation',
    description: 'It covers what was issued up to its moment, and nothing issued later.',
  });

const members = z.strictObject({
  token: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .exactOptional()
    .meta({ description: 'One token, by its `jti`. A whole token, which is a credential, has dots in it.' }),
  mapping: name.exactOptional(),
  issuer: name.exactOptional(),
  target: name.exactOptional(),
  workload: name.exactOptional().meta({ description: 'By its key, as decisions have it.' }),
  task: name.exactOptional().meta({ description: 'One run of a workload, by its key.' }),
  client: name.exactOptional(),
  before: instant.exactOptional().meta({ description: 'Everything issued before this; not in the future.' }),
  reason,
});

/** What is revoked, by one selector alone, and why. */
const revocationRequest = members
  .transform(({ reason, ...given }, check) => {
    const [selector, ...others] = selectorsIn(given);
    if (selector !== undefined && others.length === 0) return { selector, reason };
    check.addIssue('needs one selector');
    return z.NEVER;
  })
  .meta({ description: 'One selector, and why.' });

type Selector = z.output<typeof selector>;

function selectorsIn(given: Omit<z.output<typeof members>, 'reason'>): readonly Selector[] {
  const { before, ...names } = given;
  const selectors: Selector[] = [];
  for (const by of NAMED) {
    const value = names[by];
    if (value !== undefined) selectors.push({ by, value });
  }
  if (before !== undefined) selectors.push({ by: 'before', time: before });
  return selectors;
}

export const revocationOperations = {
  revoke: {
    ...bare,
    method: 'POST',
    at: '/revocations',
    summary: 'Revoke every token that a selector covers',
    description:
      'Kills what was issued until now, and every token made from it; what is issued later is for the trust to say.',
    scope: 'tokens:revoke',
    body: revocationRequest,
    answers: { 201: { description: 'Revoked, on every replica.', schema: revocation } },
    problems: ['time_in_future'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
