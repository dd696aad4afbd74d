import { z } from 'zod';
import { DENY_REASONS } from '../decision.ts';
import { durationSchema } from './duration.ts';
import { identifierSchema, sentenceSchema } from './identifier.ts';
import { instantSchema } from './instant.ts';
import { jsonObjectSchema, jsonSchema } from './json.ts';
import { matchSchema } from './matcher-form.ts';
import { bindingSchema, scopeNameSchema } from './target.ts';

const conditionSchema = z.string().meta({ description: 'A CEL condition, for what `match` cannot say.' });

const grantSchema = z
  .strictObject({
    scopes: z
      .array(scopeNameSchema)
      .min(1)
      .max(200)
      .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'has an entry twice' })
      .meta({ description: 'Scopes of the target that may be granted.', uniqueItems: true }),
    lifetime: durationSchema.optional().meta({ description: "Default: the target's." }),
    binding: bindingSchema.default('optional'),
    subject: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'Template of `sub`. Default: the stable key of the workload.' }),
    claims: z
      .record(z.string().min(1).max(200), jsonSchema)
      .default({})
      .meta({ description: 'Claims to add; texts are templates.' }),
  })
  .meta({ description: 'What is given.' });

const delegationSchema = z
  .strictObject({
    actors: z
      .array(
        z.strictObject({
          issuer: identifierSchema.meta({ description: 'The id of an Issuer.' }),
          match: matchSchema,
        }),
      )
      .min(1)
      .max(100)
      .meta({ description: 'Who may act for this subject; one entry must hold.' }),
    required: z.boolean().default(false).meta({ description: 'No token without an actor.' }),
    maxDepth: z
      .int()
      .min(1)
      .max(10)
      .default(1)
      .meta({ description: 'Actors in the issued token, nested ones included.' }),
  })
  .meta({ description: 'Who may act for the subject.' });

const testSchema = z.strictObject({
  name: sentenceSchema.meta({ description: 'What it shows.' }),
  claims: jsonObjectSchema.meta({ description: '`$sample` names sample claims that the rest is laid over.' }),
  actor: z
    .strictObject({
      issuer: identifierSchema.meta({ description: 'The id of an Issuer.' }),
      claims: jsonObjectSchema.meta({ description: 'As for the subject.' }),
    })
    .optional()
    .meta({ description: 'Who acts for the subject.' }),
  request: z
    .strictObject({
      scopes: z.array(scopeNameSchema).min(1).optional(),
      binding: z.enum(['none', 'dpop', 'mtls']).default('none'),
      client: z.string().optional(),
      ip: z.string().optional(),
    })
    .prefault({})
    .meta({ description: "What is asked for; without scopes, the mapping's own." }),
  now: instantSchema
    .optional()
    .meta({ description: "Default: the claims' `iat`, moved into the time the mapping is valid." }),
  expect: z
    .union([
      z.literal('allow'),
      z.strictObject({
        allow: z.strictObject({
          scopes: z.array(scopeNameSchema).optional(),
          subject: z.string().optional(),
          claims: jsonObjectSchema.optional(),
          lifetime: durationSchema.optional(),
        }),
      }),
      z.strictObject({ deny: z.enum(DENY_REASONS) }),
    ])
    .meta({ description: '`allow`, `{allow: …}` with what is granted, or `{deny: REASON}`.' }),
});

const everyMapping = {
  kind: z.literal('Mapping'),
  id: identifierSchema,
  owner: sentenceSchema.meta({ description: 'Who answers for it.' }),
  purpose: sentenceSchema.meta({ description: 'Why it exists.' }),
  issuer: identifierSchema.meta({
    description: 'The id of an Issuer, or `self` for tokens of this gateway.',
  }),
  match: matchSchema.default({}),
  when: conditionSchema.optional(),
  enabled: z.boolean().default(true).meta({ description: 'Switched off, it grants or bars nothing.' }),
  notBefore: instantSchema.optional().meta({ description: 'Before this moment it grants nothing.' }),
  expires: instantSchema.optional().meta({ description: 'From this moment on it grants nothing.' }),
  reviewBy: instantSchema.optional().meta({ description: 'When somebody should look at it again.' }),
  ticket: sentenceSchema.optional().meta({ description: 'Where it was asked for.' }),
  acknowledge: z
    .array(
      z.strictObject({
        rule: z.string().meta({ description: 'The id of a lint rule.' }),
        because: sentenceSchema.meta({ description: 'Why it is right here all the same.' }),
      }),
    )
    .max(50)
    .default([])
    .meta({ description: 'Silences one lint rule, with a reason, for this mapping alone.' }),
  tests: z
    .array(testSchema)
    .max(200)
    .default([])
    .meta({ description: 'What must hold, run whenever the document is checked or loaded.' }),
};

const allowSchema = z.strictObject({
  ...everyMapping,
  effect: z.literal('allow').default('allow'),
  target: identifierSchema.meta({
    description: "The id of a Target, or `admin` for this gateway's admin API.",
  }),
  grant: grantSchema,
  delegation: delegationSchema.optional(),
});

const denySchema = z.strictObject({
  ...everyMapping,
  effect: z.literal('deny'),
  target: z
    .union([identifierSchema, z.literal('*')])
    .meta({ description: 'The id of a Target, or * for all of them.' }),
});

/** Who may get a target's scopes; or, with `effect: deny`, who may not whatever other mappings say. */
export const mappingSchema = z
  .discriminatedUnion('effect', [allowSchema, denySchema])
  .meta({ title: 'Mapping', description: "Who may get a target's scopes." });

export type AllowDocument = z.output<typeof allowSchema>;
export type DenyDocument = z.output<typeof denySchema>;
export type MappingDocument = AllowDocument | DenyDocument;
export type DelegationForm = z.output<typeof delegationSchema>;
export type GrantForm = z.output<typeof grantSchema>;
export type MappingTest = z.output<typeof testSchema>;
