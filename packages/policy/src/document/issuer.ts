import { SIGNATURE_ALGORITHMS } from '@cambio/claims';
import { z } from 'zod';
import { durationSchema } from './duration.ts';
import { identifierSchema, sentenceSchema } from './identifier.ts';
import { jsonObjectSchema } from './json.ts';

const addressSchema = z.string().min(1).max(2000);
const pathSchema = z.string().min(1).max(4000);

const keysSchema = z
  .union([
    z.literal('discovery').meta({ description: 'From the issuer URL, by OpenID Connect Discovery.' }),
    z.strictObject({
      jwksUri: addressSchema.meta({ description: 'The address of a JWK set.' }),
      bearerTokenFile: pathSchema
        .optional()
        .meta({ description: 'A file with a bearer token to send, as Kubernetes wants it.' }),
    }),
    z.strictObject({
      jwks: z
        .strictObject({ keys: z.array(jsonObjectSchema).min(1).max(100) })
        .meta({ description: 'A JWK set, written out.' }),
    }),
    z.strictObject({ jwksFile: pathSchema.meta({ description: 'A file with a JWK set.' }) }),
    z.strictObject({ spiffeBundle: addressSchema.meta({ description: 'A SPIFFE bundle endpoint.' }) }),
  ])
  .meta({ description: 'Where the keys come from.' });

/** A trust anchor: whose tokens are accepted, and how they are judged. */
export const issuerSchema = z
  .strictObject({
    kind: z.literal('Issuer'),
    id: identifierSchema,
    provider: z.string().meta({ description: 'The platform: its profile says what the claims mean.' }),
    url: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .meta({ description: "The exact `iss`. Default: the provider's, where it has one." }),
    keys: keysSchema.default('discovery'),
    ca: z.string().max(100_000).optional().meta({ description: 'PEM of a private certificate authority.' }),
    allowPrivateNetwork: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether its addresses may be private or loopback ones.' }),
    audiences: z
      .array(z.string().min(1).max(1000))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "Accepted `aud` values. Default: the gateway's own issuer URL." }),
    algorithms: z
      .array(z.enum(SIGNATURE_ALGORITHMS))
      .min(1)
      .optional()
      .meta({ description: "Accepted `alg` values. Default: the provider's." }),
    maxAge: durationSchema
      .optional()
      .meta({ description: "Time since `iat` at the most. Default: the provider's." }),
    maxLifetime: durationSchema
      .optional()
      .meta({ description: "`exp - iat` at the most. Default: the provider's." }),
    clockSkew: durationSchema.default(30).meta({ description: 'Leeway, applied once.' }),
    replay: z
      .enum(['once', 'once-per-target', 'allow'])
      .optional()
      .meta({ description: "Whether a token may be used again. Default: the provider's." }),
    require: z
      .string()
      .optional()
      .meta({ description: 'A CEL condition that every token of this issuer must satisfy.' }),
    explainDenials: z.enum(['code', 'claims']).default('code').meta({
      description: 'What a caller with an authentic token is told: a code, or also the failed conditions.',
    }),
    enabled: z.boolean().default(true).meta({ description: 'Kill switch.' }),
    owner: sentenceSchema.meta({ description: 'Who answers for it.' }),
    description: sentenceSchema.optional().meta({ description: 'For people.' }),
  })
  .meta({ title: 'Issuer', description: 'A trust anchor, declared once.' });

export type IssuerDocument = z.output<typeof issuerSchema>;
