import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { moment, name } from './parameters.ts';

const key = z
  .object({
    kid: z.string(),
    algorithm: z.string(),
    state: z.enum(['next', 'active', 'retired']).meta({
      description: 'Published ahead, signing, or published until the last token it signed is dead.',
    }),
    createdAt: moment,
    activatedAt: moment.exactOptional(),
    retiredAt: moment.exactOptional(),
    readyAt: moment.exactOptional().meta({
      description: 'Of a next key: from when on every verifier knows it. Milliseconds since the epoch.',
    }),
    changesAt: moment.exactOptional().meta({
      description:
        'When the schedule stops an active key from signing, has a next one sign, and publishes a retired one no more. ' +
        'Milliseconds since the epoch.',
    }),
  })
  .meta({ id: 'Key', description: 'A signing key, without its secret.' });

const event = z.object({
  event: z.enum(['made', 'activated', 'retired', 'removed', 'revoked']),
  kid: z.string(),
  algorithm: z.string(),
});

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
    scope: 'keys:rotate',
    answers: {
      200: { description: 'All that are published.', schema: z.object({ keys: z.array(key).readonly() }) },
    },
  },
  rotateKeys: {
    ...bare,
    method: 'POST',
    at: '/keys/rotate',
    summary: 'Rotate the signing keys, or revoke some',
    description:
      'The next key of each algorithm signs from now on, and the one that signed retires; another is published behind it.',
    scope: 'keys:rotate',
    body: rotation,
    answers: {
      200: {
        description: 'What was done, and the keys there are now. Other replicas follow within a second.',
        schema: z.object({ events: z.array(event).readonly(), keys: z.array(key).readonly() }),
      },
    },
    problems: ['no_such_key', 'algorithm_not_configured', 'published_too_late', 'keys_changed'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
