import type { JsonObject } from '@cambio/oauth';
import type { LocatedDocument } from '@cambio/policy';
import { z } from 'zod';
import { duration } from './duration.ts';
import { SECRET } from './secret.ts';

const login = z.strictObject({
  issuer: z
    .string()
    .min(1)
    .describe(
      'The `id` of the Issuer, among all trust documents, that is the OpenID provider people log in at.',
    ),
  clientId: z
    .string()
    .min(1)
    .describe('What the gateway is registered as there; its Issuer lists it in `audiences`.'),
  clientSecret: z
    .string()
    .min(1)
    .meta({
      ...SECRET,
      description: 'Where the provider wants one; a public client with PKCE needs none.',
    })
    .exactOptional(),
  scopes: z
    .array(z.string().min(1))
    .min(1)
    .prefault(['openid', 'profile', 'email'])
    .describe('What is asked of the provider.'),
  session: duration.prefault('8h').describe('How long a log-in lasts.'),
});

/** A document of the trust language. What it may hold is for that to say, once it is known where it was written. */
const document = z.record(z.string(), z.json());

/** Who administers. */
export const admin = z.strictObject({
  mappings: z
    .array(document)
    .prefault([])
    .describe(
      'The first admins: Mapping documents on the target `admin`, in force beside every revision. `kind` and `target` may be left out.',
    ),
  issuers: z
    .array(document)
    .prefault([])
    .describe('Issuer documents for these, where the trust documents declare none. `kind` may be left out.'),
  login: login
    .exactOptional()
    .describe('Where people log in, for the console and the command line; without it nobody does.'),
});

/** What need not be written, and can be nothing else. */
export const IMPLIED = {
  issuers: { kind: 'Issuer' },
  mappings: { kind: 'Mapping', target: 'admin' },
} as const;

/** A trust document in the settings. */
export interface AdminDocument extends LocatedDocument {
  readonly written: JsonObject;
}
