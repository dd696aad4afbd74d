import { explanationSchema } from '@cambio/ledger';
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

export const kind = z.enum(['Issuer', 'Target', 'Mapping']);

const effect = z.object({
  member: z.string().meta({ description: 'What it is about: `grant.scopes`; empty for the whole document.' }),
  text: z.string().meta({ description: 'For people, as what the document does now.' }),
  reach: z.enum(['wider', 'narrower', 'other']).meta({ description: 'Whether more happens than before.' }),
});

/** A document that has another effect than before. */
export const documentChange = z
  .object({
    kind,
    id: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    effects: z.array(effect).readonly(),
  })
  .meta({ id: 'DocumentChange', description: 'A document that does something else than before.' });

const party = z.object({ issuer: z.string(), workload: z.object({ key: z.string(), name: z.string() }) });

const decisionChange = z
  .object({
    kind: z.enum(['newly_allowed', 'newly_denied', 'granted_otherwise', 'denied_otherwise']),
    before: explanationSchema.shape.decision,
    after: explanationSchema.meta({ description: 'What would be decided, and why.' }),
    request: z.object({
      subject: party,
      actor: party.exactOptional(),
      request: z.object({
        audience: z.string().exactOptional(),
        resource: z.string().exactOptional(),
        scopes: z.array(z.string()).readonly().exactOptional(),
        mapping: z.string().exactOptional(),
        binding: z.enum(['none', 'dpop', 'mtls']),
      }),
    }),
    decisions: z.array(z.string()).readonly().meta({ description: 'All of them, by id, the newest first.' }),
    faithful: z
      .boolean()
      .meta({ description: 'Whether the documents before decide each of them as was recorded.' }),
  })
  .meta({ id: 'DecisionChange', description: 'Recorded requests that would turn out otherwise, alike.' });

/** What would become of recorded requests, were they made again. */
export const replay = z
  .object({
    days: z.int(),
    replayed: z.int(),
    unfaithful: z
      .int()
      .meta({ description: 'Of these, how many the documents before decide otherwise than recorded.' }),
    skipped: z.int().meta({ description: 'Left out, since no document had a say in them.' }),
    truncated: z.boolean().meta({ description: 'Whether older ones of these days were left out.' }),
    claims: z.enum(['profile', 'all', 'none']).meta({ description: 'Which claims the gateway records.' }),
    changes: z.array(decisionChange).readonly().meta({ description: 'What is newly allowed first.' }),
  })
  .meta({ id: 'Replay' });
