import { z } from 'zod';
import { bare, type Operation } from './operation.ts';

export const trustOperations = {
  readTrust: {
    ...bare,
    method: 'GET',
    at: '/trust',
    summary: 'Read the trust documents in force',
    scope: 'trust:read',
    answers: {
      200: {
        description: 'The documents as they were written.',
        schema: z.object({
          revision: z.string(),
          documents: z.array(z.record(z.string(), z.unknown())).readonly(),
        }),
      },
    },
  },
} as const satisfies Readonly<Record<string, Operation>>;
