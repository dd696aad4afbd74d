import { explanationSchema } from '@cambio/ledger';
import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { instant, name } from './parameters.ts';

const claims = z.record(z.string(), z.json());

const request = z
  .strictObject({
    audience: name.exactOptional(),
    resource: name.exactOptional(),
    scopes: z.array(z.string().min(1).max(200)).max(200).exactOptional(),
    mapping: name.exactOptional().meta({ description: 'Consider only this one.' }),
    binding: z.enum(['none', 'dpop', 'mtls']).default('none'),
  })
  .prefault({});

const now = instant.exactOptional().meta({ description: 'The moment of the decision; now.' });

const question = z
  .union([
    z.strictObject({
      claims: claims.meta({ description: 'Taken as if they had been verified.' }),
      issuer: name.exactOptional().meta({ description: "An issuer's id; else the one whose URL is `iss`." }),
      request,
      now,
    }),
    z.strictObject({
      token: z
        .string()
        .min(1)
        .max(100_000)
        .meta({ description: 'Verified as at an exchange; not used up, and not kept.' }),
      request,
      now,
    }),
    z.strictObject({ decision: name.meta({ description: 'A recorded request, decided again.' }), now }),
  ])
  .meta({ description: 'Claims, a token, or a decision that was recorded.' });

export const explainOperations = {
  explain: {
    ...bare,
    method: 'POST',
    at: '/explain',
    summary: 'Explain what the trust in force makes of claims, a token, or a recorded request',
    description: 'Issues nothing and records nothing.',
    scopes: ['decisions:read'],
    changesNothing: true,
    body: question,
    answers: {
      200: {
        description: 'What would be decided, and why.',
        schema: z.object({
          revision: z.string(),
          verified: z.boolean().meta({ description: 'Whether a token was verified.' }),
          refused: z
            .string()
            .exactOptional()
            .meta({ description: 'Why the token was not accepted; nothing was decided.' }),
          subject: z.object({ issuer: z.string(), workload: z.string(), name: z.string() }).exactOptional(),
          explanation: explanationSchema.exactOptional(),
        }),
      },
    },
    problems: ['no_such_decision', 'no_such_issuer'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
