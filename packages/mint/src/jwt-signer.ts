import type { JsonObject } from '@cambio/oauth';
import { ALGORITHMS } from './algorithms.ts';
import type { SigningKey } from './signing-key.ts';

/** The kinds of JWT this gateway signs (RFC 9068 §2.1, RFC 9701 §5), told apart by their `typ`. */
export type JwtKind = 'at+jwt' | 'token-introspection+jwt';

/** Signs JWTs of one kind with one key. */
export type JwtSigner = (payload: JsonObject) => Promise<string>;

/** A signer whose header (`alg`, `typ`, `kid`) is encoded once, not per token. */
export function jwtSigner(key: SigningKey, kind: JwtKind): JwtSigner {
  const algorithm = ALGORITHMS[key.algorithm];
  const header = base64url({ alg: key.algorithm, typ: kind, kid: key.kid });

  return async (payload) => {
    const input = `${header}.${base64url(payload)}`;
    const signature = await algorithm.sign(Buffer.from(input), key.privateKey);
    return `${input}.${signature.toString('base64url')}`;
  };
}

function base64url(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
