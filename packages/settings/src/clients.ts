import { z } from 'zod';

/** Members of a JWK that only a private or symmetric key has (RFC 7518 §6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const publicKey = z
  .object({
    kty: z.enum(['EC', 'RSA', 'OKP']).describe('Key type.'),
    kid: z.string().min(1).exactOptional().describe('Key id.'),
    alg: z.string().exactOptional().describe('The one algorithm the key is for.'),
  })
  .catchall(z.json())
  .refine((key) => !SECRET_MEMBERS.some((member) => Object.hasOwn(key, member)), {
    error: 'must be a public key; this one holds private members',
  })
  .describe('A public key as a JWK (RFC 7517).');

/** Without a colon: `mapping:ID` is the `client_id` of workloads, which have no registration. */
const CLIENT_ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;

const client = z
  .strictObject({
    id: z
      .string()
      .regex(CLIENT_ID, { error: 'must be 1 to 128 letters, digits, or . _ ~ -' })
      .describe('The `client_id`.'),
    auth: z.literal('private_key_jwt').describe('How the service authenticates (RFC 7523 §2.2).'),
    jwks: z
      .strictObject({ keys: z.array(publicKey).min(1).describe('At least one key.') })
      .describe('The public keys its assertions are verified with.'),
    introspects: z
      .array(z.string().min(1))
      .prefault([])
      .describe('The audiences whose tokens it may introspect; of every other token it learns nothing.'),
  })
  .describe('A registered service.');

export const clients = z
  .array(client)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, {
    error: 'must not name one id twice',
  });
