import { z } from 'zod';

/** Something that happened to a key, for operators. */
export const keyEventSchema = z
  .object({
    event: z.enum(['made', 'activated', 'retired', 'removed', 'revoked']),
    kid: z.string(),
    algorithm: z.string(),
  })
  .readonly();

export type KeyEvent = z.output<typeof keyEventSchema>;
