import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { moment } from './parameters.ts';

const keys = z
  .object({
    state: z
      .enum(['fresh', 'stale', 'missing'])
      .meta({ description: '`stale`: past their time, still verifying; `missing`: nothing verifies.' }),
    keys: z.int().meta({ description: 'Keys in use.' }),
    passedOver: z
      .array(z.object({ kid: z.string().exactOptional(), flaw: z.string() }))
      .readonly()
      .meta({ description: 'Published keys that are not used, and why.' }),
    readAt: moment.exactOptional().meta({ description: 'Of the last good read.' }),
    usableUntil: moment.exactOptional().meta({ description: 'When stale keys stop verifying.' }),
    reads: z.int().meta({ description: 'Attempts since the process started.' }),
    failure: z
      .object({ reason: z.string(), detail: z.string() })
      .exactOptional()
      .meta({ description: 'Of the last attempt, when it failed.' }),
  })
  .meta({ id: 'IssuerKeys' });

const drift = z.object({
  kind: z.enum(['unknown_claim', 'missing_claim', 'unexpected_type']),
  claim: z.string(),
});

const issuer = z
  .object({
    id: z.string(),
    url: z.string(),
    provider: z.string(),
    title: z.string().meta({ description: 'The provider, for people.' }),
    enabled: z.boolean(),
    owner: z.string(),
    mappings: z.int().meta({ description: 'Mappings on it.' }),
    keys: keys
      .exactOptional()
      .meta({ description: 'As this process has them; absent where it is disabled.' }),
    drift: z.array(drift).readonly().meta({
      description:
        "Ways in which verified tokens differ from the provider's profile, as this process met them.",
    }),
  })
  .meta({ id: 'IssuerHealth' });

export const issuerOperations = {
  listIssuers: {
    ...bare,
    method: 'GET',
    at: '/issuers',
    summary: 'List the issuers in force and how they are',
    scopes: ['trust:read'],
    answers: {
      200: {
        description: 'The issuers of the documents, in the order of their ids.',
        schema: z.object({ issuers: z.array(issuer).readonly() }),
      },
    },
  },
} as const satisfies Readonly<Record<string, Operation>>;
