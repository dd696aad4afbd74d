import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import type { SignerUnavailable } from '../keeper.ts';
import type { VaultClient } from './vault-client.ts';

/** How this gateway shows Vault who it is. Files are read anew at every log-in. */
export type VaultAuth =
  | { readonly method: 'token'; readonly tokenFile: string }
  | {
      readonly method: 'kubernetes' | 'jwt';
      readonly mount: string;
      readonly role: string;
      readonly jwtFile: string;
    }
  | {
      readonly method: 'approle';
      readonly mount: string;
      readonly roleId: string;
      readonly secretIdFile: string;
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

function bodyOf(auth: Exclude<VaultAuth, { readonly method: 'token' }>, secret: string): object {
  return auth.method === 'approle'
    ? { role_id: auth.roleId, secret_id: secret }
    : { role: auth.role, jwt: secret };
}

async function readSecret(auth: VaultAuth): Promise<Result<string, SignerUnavailable>> {
  const path = fileOf(auth);
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret !== '') return ok(secret);
    return err({ reason: 'signer_unavailable', detail: `${path} is empty` });
  } catch {
    return err({ reason: 'signer_unavailable', detail: `${path} cannot be read` });
  }
}

function fileOf(auth: VaultAuth): string {
  switch (auth.method) {
    case 'token':
      return auth.tokenFile;
    case 'kubernetes':
    case 'jwt':
      return auth.jwtFile;
    case 'approle':
      return auth.secretIdFile;
  }
}
