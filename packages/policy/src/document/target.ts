import { isScopeToken } from '@cambio/oauth';
import { z } from 'zod';
import { durationSchema } from './duration.ts';
import { identifierSchema, sentenceSchema } from './identifier.ts';

export const scopeNameSchema = z
  .string()
  .max(200)
  .refine(isScopeToken, { error: 'must be a scope: visible characters without space, " and \\' });

export const bindingSchema = z.enum(['optional', 'required', 'dpop', 'mtls']).meta({
  description: 'Whether the caller must hold a key: any kind, a DPoP key, or a client certificate.',
});

const audienceSchema = z.string().min(1).max(1000);

const scopeSchema = z
  .union([
    sentenceSchema,
    z.strictObject({
      description: sentenceSchema,
      sensitivity: z.enum(['low', 'medium', 'high']).default('low'),
    }),
  ])
  .transform((scope) =>
    typeof scope === 'string' ? { description: scope, sensitivity: 'low' as const } : scope,
  );

const tokenSchema = z.strictObject({
  algorithm: z.string().optional().meta({ description: "How it is signed. Default: the gateway's." }),
  lifetime: durationSchema.optional().meta({ description: "Default: the gateway's." }),
  maxLifetime: durationSchema.optional().meta({ description: "Default: the gateway's." }),
  binding: bindingSchema.default('optional'),
  claims: z
    .array(z.string().min(1).max(200))
    .max(100)
    .optional()
    .meta({ description: 'Names a mapping may add. Default: any that is not reserved.' }),
});

/** A service that tokens are issued for. */
export const targetSchema = z
  .strictObject({
    kind: z.literal('Target'),
    id: identifierSchema,
    audience: audienceSchema.meta({ description: 'The `aud` of issued tokens, compared as a string.' }),
    resources: z
      .array(audienceSchema)
      .max(100)
      .default([])
      .meta({ description: 'Further names a caller may give in `resource`.' }),
    scopes: z
      .record(scopeNameSchema, scopeSchema)
      .refine((scopes) => Object.keys(scopes).length > 0, { error: 'must name at least one scope' })
      .meta({ description: 'What can be asked for: name to description.' }),
    token: tokenSchema.prefault({}),
    enabled: z.boolean().default(true).meta({ description: 'Kill switch.' }),
    owner: sentenceSchema.meta({ description: 'Who answers for it.' }),
    description: sentenceSchema.optional().meta({ description: 'For people.' }),
  })
  .meta({ title: 'Target', description: 'A service tokens are for.' });

export type TargetDocument = z.output<typeof targetSchema>;
