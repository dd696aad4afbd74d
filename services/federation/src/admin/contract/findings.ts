import { z } from 'zod';

/** What the compiler or lint has to say of a document. */
export const diagnostic = z
  .object({
    severity: z.enum(['error', 'warning', 'info']),
    rule: z.string(),
    position: z.object({ file: z.string(), line: z.int(), column: z.int() }),
    message: z.string(),
    hint: z.string().exactOptional(),
    document: z.string().exactOptional().meta({ description: 'As `Mapping/shop-deploy-prod`.' }),
  })
  .meta({ id: 'Diagnostic' });
