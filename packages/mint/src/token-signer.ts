import { type AccessTokenClaims, accessTokenPayload } from '@cambio/oauth';
import { ALGORITHMS } from './algorithms.ts';
import type { SigningKey } from './signing-key.ts';

/** Signs access tokens with one key. */
export type TokenSigner = (claims: AccessTokenClaims) => Promise<string>;

/** A signer whose header (RFC 9068 §2.1: `typ: at+jwt`, with `alg` and `kid`) is encoded once, not per token. */
export function tokenSigner(key: SigningKey): TokenSigner {
  const algorithm = ALGORITHMS[key.algorithm];
  const header = base64url({ alg: key.algorithm, typ: 'at+jwt', kid: key.kid });

  return async (claims) => {
    const input = `${header}.${base64url(accessTokenPayload(claims))}`;
    const signature = await algorithm.sign(Buffer.from(input), key.privateKey);
    return `${input}.${signature.toString('base64url')}`;
  };
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
