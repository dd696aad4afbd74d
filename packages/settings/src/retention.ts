import { z } from 'zod';
import { duration } from './duration.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** How long what the ledger keeps is kept. */
export const retention = z.strictObject({
  decisions: duration
    .pipe(z.number().min(DAY, { error: 'must be 1d or longer' }))
    .exactOptional()
    .describe(
      'How long a decision is kept, once a checkpoint covers it and every sink has it. By default, for good.',
    ),
  tokens: duration
    .pipe(z.number().min(MINUTE, { error: 'must be 1m or longer: clocks differ' }))
    .prefault('5m')
    .describe(
      'How long the claims of an issued token are kept after it expired, where its decision is recorded without them (`audit.claims`).',
    ),
  revocations: duration
    .pipe(z.number().min(DAY, { error: 'must be 1d or longer' }))
    .prefault('365d')
    .describe('How long a revocation is kept.'),
  workloads: duration
    .prefault('365d')
    .describe('How long a workload stays in the inventory after it was seen last.'),
  revisions: duration
    .exactOptional()
    .describe(
      'How long a revision of the trust documents is kept after another replaced it. By default, for good.',
    ),
});
