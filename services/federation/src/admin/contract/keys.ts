import { keyEventSchema, keyOutlookSchema } from '@cambio/mint';
import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { name } from './parameters.ts';

const keys = z.array(keyOutlookSchema).readonly();

const rotation = z.strictObject({
  algorithm: name.exactOptional().meta({ description: 'Only the keys of this one.' }),
  now: z
    .boolean()
    .default(false)
    .meta({
      description:
        'Also where the next key has not been published long enough: verifiers that keep the key set will refuse its ' +
        'tokens until they read the set again.',
    }),
  revoke: z
    .array(name)
    .max(50)
    .readonly()
    .default([])
    .meta({
      description:
        'Key ids that are published no more, so that their tokens are dead. An active one is replaced at once. With ' +
        'any, no other key is rotated.',
    }),
});

export const keyOperations = {
  listKeys: {
    ...bare,
    method: 'GET',
    at: '/keys',
    summary: 'List the signing keys',
    scopes: ['keys:rotate'],
    answers: {
      200: { description: 'All that are published.', schema: z.object({ keys }) },
    },
  },
  rotateKeys: {
    ...bare,
    method: 'POST',
    at: '/keys/rotate',
    summary: 'Rotate the signing keys, or revoke some',
    description:
      'The next key of each algorithm signs from now on, and the one that signed retires; another is published behind it.',
    scopes: ['keys:rotate'],
    body: rotation,
    answers: {
      200: {
        description: 'What was done, and the keys there are now. Other replicas follow within a second.',
        schema: z.object({ events: z.array(keyEventSchema).readonly(), keys }),
      },
    },
    problems: ['no_such_key', 'algorithm_not_configured', 'published_too_late', 'keys_changed'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
