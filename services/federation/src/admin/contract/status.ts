import { SIGNATURE_ALGORITHMS } from '@cambio/claims';
import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { moment } from './parameters.ts';

const warning = z
  .object({
    kind: z.enum(['trust_refused', 'store_down', 'issuer_keys', 'issuer_drift', 'lint']),
    about: z.string().meta({ description: 'A document (`Mapping/a`), an issuer, or a store.' }),
    rule: z.string().exactOptional().meta({ description: 'Of `lint`: the rule.' }),
    message: z.string(),
  })
  .meta({ id: 'Warning', description: 'Something an admin should look at.' });

const replica = z
  .object({
    id: z.string(),
    version: z.string(),
    revision: z.string().meta({ description: 'Of the trust it has in force.' }),
    startedAt: moment,
    seenAt: moment,
  })
  .meta({ id: 'Replica', description: 'A process of the gateway, as it told of itself last.' });

export const statusOperations = {
  readStatus: {
    ...bare,
    method: 'GET',
    at: '/status',
    summary: 'Read how the gateway is, and what needs attention',
    scopes: ['trust:read'],
    answers: {
      200: {
        description: 'As the process that answers sees it.',
        schema: z.object({
          version: z.string(),
          issuer: z.string(),
          revision: z.string(),
          source: z
            .enum(['ledger', 'directory'])
            .meta({ description: 'Where the trust comes from; a directory is read-only here.' }),
          approvals: z.int().meta({ description: 'How many other admins a change of the trust needs.' }),
          tokens: z
            .object({
              lifetime: z.int(),
              maxLifetime: z.int(),
              algorithms: z.array(z.enum(SIGNATURE_ALGORITHMS)).readonly(),
            })
            .meta({
              description:
                'What the settings say of every token, in seconds: documents are compiled within these bounds.',
            }),
          documents: z.object({ issuers: z.int(), targets: z.int(), mappings: z.int() }),
          stores: z.object({ ledger: z.enum(['ok', 'down']), marks: z.enum(['ok', 'down']) }),
          replicas: z.array(replica).readonly().meta({
            description: 'Those that were seen in the last half minute, the first to be started first.',
          }),
          warnings: z.array(warning).readonly(),
        }),
      },
    },
  },
} as const satisfies Readonly<Record<string, Operation>>;
