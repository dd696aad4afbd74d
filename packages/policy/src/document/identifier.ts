import { z } from 'zod';

/** The `id` of a document, unique per kind. */
export const identifierSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    error: 'must be 1 to 63 of a-z, 0-9 and -, and not start with -',
  })
  .meta({ description: 'Unique among the documents of its kind.' });

/** Text for people: never empty, never a page. */
export const sentenceSchema = z
  .string()
  .min(1, { error: 'must not be empty' })
  .max(1000, { error: 'must have at most 1000 characters' });
