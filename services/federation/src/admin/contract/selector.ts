import { z } from 'zod';
import { instant, moment, name } from './parameters.ts';

const NAMED = ['token', 'mapping', 'issuer', 'target', 'workload', 'task', 'client'] as const;

/** What tokens can have in common. */
export const selectorMembers = {
  token: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .exactOptional()
    .meta({ description: 'One token, by its `jti`. A whole token, which is a credential, has dots in it.' }),
  mapping: name.exactOptional(),
  issuer: name.exactOptional().meta({ description: "Of the subject or the actor, by the issuer's id." }),
  target: name.exactOptional(),
  workload: name
    .exactOptional()
    .meta({ description: 'The subject or the actor, by its key as decisions have it.' }),
  task: name.exactOptional().meta({ description: 'One run of a workload, by its key.' }),
  client: name.exactOptional().meta({ description: 'A registered service.' }),
  before: instant.exactOptional().meta({ description: 'Everything issued before this; not in the future.' }),
};

export const selector = z
  .union([
    z.object({ by: z.enum(NAMED), value: z.string() }),
    z.object({ by: z.literal('before'), time: moment }),
  ])
  .meta({ id: 'Selector', description: 'What revoked tokens have in common.' });

export type Selector = z.output<typeof selector>;

type Given = { readonly [By in (typeof NAMED)[number]]?: string } & { readonly before?: number };

/** The selectors that were given, in a fixed order. */
export function selectorsIn({ before, ...names }: Given): readonly Selector[] {
  const selectors: Selector[] = [];
  for (const by of NAMED) {
    const value = names[by];
    if (value !== undefined) selectors.push({ by, value });
  }
  if (before !== undefined) selectors.push({ by: 'before', time: before });
  return selectors;
}
