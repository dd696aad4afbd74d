import { z } from 'zod';
import { duration } from './duration.ts';

const path = z.string().min(1);

/** What may stand in a path of Vault's API without having to be escaped. */
const segment = z.string().regex(/^[\w.-]+$/, { error: 'must be of letters, digits, _, . and -' });
const mount = z.string().regex(/^[\w.-]+(?:\/[\w.-]+)*$/, { error: 'must be a path such as transit' });

const url = z
  .string()
  .regex(/^(?:https:\/\/[^/?#@]+|http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?)$/, {
    error: 'must be https and a host, such as https://vault.acme.example:8200; http is for loopback alone',
  });

const auth = z.strictObject({
  method: z
    .enum(['kubernetes', 'jwt', 'approle', 'token'])
    .prefault('kubernetes')
    .describe('How to log in; `token`: with a token that is there already.'),
  mount: mount.exactOptional().describe('The path of the method, where it is not its name.'),
  role: segment
    .exactOptional()
    .describe('The role that Vault gives this gateway; the role id of an AppRole.'),
  file: path
    .prefault('/var/run/secrets/kubernetes.io/serviceaccount/token')
    .describe('Where the JWT, the secret id or the token is; read anew at every log-in.'),
});

const key = (algorithm: string) =>
  segment.exactOptional().describe(`The name of the Transit key that signs ${algorithm}.`);

/** Where Transit is, and who this gateway is there. */
export const transit = z.strictObject({
  url: url.describe('Vault or OpenBao: the URL it answers at, without /v1.'),
  mount: mount.prefault('transit').describe('The path of the Transit engine.'),
  namespace: z.string().min(1).exactOptional().describe('The namespace it is in.'),
  ca: path.exactOptional().describe('PEM file: the only authorities its certificate may come from.'),
  timeout: duration.prefault('3s').describe('How long one request may take.'),
  keys: z
    .strictObject({ ES256: key('ES256'), ES384: key('ES384'), RS256: key('RS256'), EdDSA: key('EdDSA') })
    .prefault({}),
  auth: auth.prefault({}),
});
