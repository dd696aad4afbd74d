import type { Actor } from '@cambio/oauth';
import type { DecisionRecord } from '@cambio/sts';
import { z } from 'zod';
import { asked, json, object, parseJson, text, texts } from './body-parts.ts';
import { canonicalJson } from './chain/canonical-json.ts';
import { DamagedRecord } from './store-fault.ts';

const actor: z.ZodType<Actor> = z
  .lazy(() => z.object({ sub: text, iss: text.exactOptional(), act: actor.exactOptional() }))
  .meta({ id: 'Actor' });

const identity = z.object({
  issuer: text,
  workload: text,
  name: text,
  task: text.exactOptional(),
  claims: object,
  tokenDigest: text,
});

const confirmation = z.union([z.object({ jkt: text }), z.object({ 'x5t#S256': text })]);

const issued = z.object({
  jti: text,
  subject: text,
  audience: text,
  scopes: texts,
  expiresAt: z.int(),
  confirmation: confirmation.exactOptional(),
  digest: text,
});

const decision = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('allow'),
    mapping: text,
    target: text,
    audience: text,
    scopes: texts,
    subject: text,
    actor: actor.exactOptional(),
    claims: object,
    lifetime: z.number(),
    algorithm: text.exactOptional(),
  }),
  z.object({
    outcome: z.literal('deny'),
    reason: text,
    target: text.exactOptional(),
    mapping: text.exactOptional(),
  }),
]);

const condition = z.object({
  kind: text,
  what: text,
  expected: text,
  found: json.exactOptional(),
  held: z.boolean(),
});

const candidate = z.object({
  mapping: text,
  effect: z.enum(['allow', 'deny']),
  reason: text.exactOptional(),
  selected: z.boolean(),
  conditions: z.array(condition).readonly(),
});

export const explanationSchema = z
  .object({
    decision,
    before: z.array(condition).readonly().exactOptional(),
    candidates: z.array(candidate).readonly(),
    omitted: z.number(),
    remedy: text.exactOptional(),
  })
  .meta({
    id: 'Explanation',
    description:
      'A decision with the reasoning: every candidate mapping, each condition, nearest misses first.',
  });

/**
 * A decision as it is read back. It may have been written by an older or newer version, so codes that grow
 * (reasons, kinds of condition) are any text here, and members this version doesn't know are left out.
 */
export const decisionSchema = z.object({
  id: text,
  at: z.int(),
  revision: text,
  outcome: z.enum(['allow', 'deny']),
  reason: text.exactOptional(),
  subject: identity,
  actor: identity.exactOptional(),
  asked,
  target: text.exactOptional(),
  mapping: text.exactOptional(),
  issued: issued.exactOptional(),
  explanation: explanationSchema.exactOptional(),
});

export type StoredDecision = z.infer<typeof decisionSchema>;

/** The text a record is kept as, and hashed. What can be recorded can be read: the compiler checks it here. */
export function writeBody(record: DecisionRecord): string {
  const body: StoredDecision = record;
  return canonicalJson(body);
}

/** A decision that a gateway sent as JSON; `undefined` for what is none. */
export function asDecision(value: unknown): StoredDecision | undefined {
  return decisionSchema.safeParse(value).data;
}

/** Throws `DamagedRecord` for anything `writeBody` can't have written. */
export function readBody(body: string): StoredDecision {
  const decision = decisionSchema.safeParse(parseJson(body));
  if (!decision.success) throw new DamagedRecord('decision', decision.error.message);
  return decision.data;
}
