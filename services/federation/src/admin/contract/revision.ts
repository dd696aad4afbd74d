import { z } from 'zod';
import { documentChange } from './changes.ts';
import { moment } from './parameters.ts';

const made = {
  at: moment,
  author: z.string(),
  reason: z.string(),
  changes: z.array(documentChange).readonly().meta({ description: 'What it changed in effect.' }),
};

export const revision = z
  .object({ revision: z.string().meta({ description: '`r1`, `r2`, …' }), ...made })
  .meta({ id: 'Revision', description: 'A state of all documents: when, by whom, and why.' });

export const proposal = z
  .object({
    id: z.string(),
    ...made,
    base: z.string().exactOptional().meta({ description: 'The revision it was made from.' }),
    state: z.enum(['open', 'approved', 'rejected', 'withdrawn']),
    decided: z.object({ at: moment, by: z.string(), reason: z.string() }).exactOptional(),
  })
  .meta({ id: 'Proposal', description: 'A change that waits for another admin, or waited.' });
