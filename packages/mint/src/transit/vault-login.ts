import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import type { SignerUnavailable } from '../keeper.ts';
import type { VaultClient } from './vault-client.ts';

/** How this gateway shows Vault who it is. What is in `file` is read anew at every log-in. */
export type VaultAuth =
  /** The file holds a token. */
  | { readonly method: 'token'; readonly file: string }
  | {
      /** The file holds a JWT, or the secret id of an AppRole. */
      readonly method: 'kubernetes' | 'jwt' | 'approle';
      readonly mount: string;
      /** Its name; an AppRole's id. */
      readonly role: string;
      readonly file: string;
    };

export interface VaultToken {
  readonly token: string;
  /** Seconds from now; 0: it does not end. */
  readonly lifetime: number;
  readonly renewable: boolean;
}

type Login = Promise<Result<VaultToken, SignerUnavailable>>;

const grantSchema = z.object({
  auth: z.object({ client_token: z.string().min(1), lease_duration: z.int().min(0), renewable: z.boolean() }),
});

/** Gets a token. One from a file is renewed to see how long it lives; where that is not allowed it is used as it is. */
export async function logIn(client: VaultClient, auth: VaultAuth): Login {
  const secret = await readSecret(auth);
  if (!secret.ok) return secret;
  if (auth.method !== 'token') return granted(client, `auth/${auth.mount}/login`, bodyOf(auth, secret.value));
  const renewed = await renew(client, secret.value);
  return renewed.ok ? renewed : ok({ token: secret.value, lifetime: 0, renewable: false });
}

/** The same token for longer. */
export function renew(client: VaultClient, token: string): Login {
  return granted(client, 'auth/token/renew-self', {}, token);
}

async function granted(client: VaultClient, path: string, body: object, token?: string): Login {
  const call = { method: 'POST', path, body, schema: grantSchema } as const;
  const answer = await client.call(token === undefined ? call : { ...call, token });
  if (!answer.ok) return answer;
  const { client_token, lease_duration, renewable } = answer.value.auth;
  return ok({ token: client_token, lifetime: lease_duration, renewable });
}

function bodyOf({ method, role }: Exclude<VaultAuth, { readonly method: 'token' }>, secret: string): object {
  return method === 'approle' ? { role_id: role, secret_id: secret } : { role, jwt: secret };
}

async function readSecret({ file }: VaultAuth): Promise<Result<string, SignerUnavailable>> {
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    return secret === '' ? unreadable(`${file} is empty`) : ok(secret);
  } catch {
    return unreadable(`${file} cannot be read`);
  }
}

function unreadable(detail: string): Result<never, SignerUnavailable> {
  return err({ reason: 'signer_unavailable', detail });
}
