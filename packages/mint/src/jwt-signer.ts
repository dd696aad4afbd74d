import { type JsonObject, ok, type Result } from '@cambio/oauth';
import type { SigningKey } from './keeper.ts';

/** What the audit trail is sealed with; no standard's, so the name says whose. */
export const CHECKPOINT = 'cambio-checkpoint+jwt';

/** The kinds of JWT this gateway signs (RFC 9068 §2.1, RFC 9701 §5, and its own), told apart by their `typ`. */
export type JwtKind = 'at+jwt' | 'token-introspection+jwt' | typeof CHECKPOINT;

/** Signs JWTs of one kind with one key. */
export type JwtSigner = (payload: JsonObject) => Promise<Result<string, 'unavailable'>>;

/** A signer whose header (`alg`, `typ`, `kid`) is encoded once, not per token. */
export function jwtSigner({ algorithm, kid, sign }: SigningKey, kind: JwtKind): JwtSigner {
  const header = base64url({ alg: algorithm, typ: kind, kid });

  return async (payload) => {
    const input = `${header}.${base64url(payload)}`;
    const signature = await sign(Buffer.from(input));
    return signature.ok ? ok(`${input}.${signature.value.toString('base64url')}`) : signature;
  };
}

function base64url(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
