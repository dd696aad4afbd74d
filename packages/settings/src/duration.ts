import { durationSchema } from '@cambio/policy';
import { z } from 'zod';

/** A span of time longer than none, in seconds. */
export const duration = durationSchema.pipe(z.int().positive({ error: 'must be longer than 0s' }));
