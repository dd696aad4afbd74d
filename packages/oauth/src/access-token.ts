import type { JsonObject, JsonValue } from './json.ts';

/** Who acts for the subject, the most recent first, earlier ones nested (RFC 8693 §4.1). Plain JSON to the compiler, too. */
export type Actor = {
  readonly sub: string;
  readonly iss?: string;
  readonly act?: Actor;
};

/** The key a token is bound to: a DPoP key (RFC 9449 §6) or a client certificate (RFC 8705 §3.1). */
export type Confirmation = { readonly jkt: string } | { readonly 'x5t#S256': string };

/** The claims of every access token this gateway issues (RFC 9068 §2.2, RFC 8693 §4, RFC 8417 §2.2 `txn`). */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly exp: number;
  readonly iat: number;
  readonly jti: string;
  readonly client_id: string;
  readonly scope: string;
  /** The decision id. */
  readonly txn: string;
  readonly act?: Actor;
  readonly cnf?: Confirmation;
  /** What the mapping added; never one of the names above. */
  readonly additional: JsonObject;
}

/** Claims a mapping can never set: the registered ones and those that carry authority. */
export const RESERVED_CLAIMS: ReadonlySet<string> = new Set([
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'scope',
  'scp',
  'client_id',
  'azp',
  'act',
  'may_act',
  'cnf',
  'txn',
  'authorization_details',
  'auth_time',
  'acr',
  'amr',
  'nonce',
  'events',
  'sub_id',
  'typ',
  'active',
  'token_type',
  'sid',
  'at_hash',
  'c_hash',
  's_hash',
  'status',
  'token_introspection',
]);

/** The payload as it is signed: `additional` laid flat beside the registered claims, which always win. */
export function accessTokenPayload(claims: AccessTokenClaims): JsonObject {
  const { additional, act, cnf, ...registered } = claims;
  const payload: Record<string, JsonValue> = { ...additional, ...registered };
  if (act !== undefined) payload.act = actorPayload(act);
  if (cnf !== undefined) payload.cnf = { ...cnf };
  return payload;
}

function actorPayload(actor: Actor): JsonObject {
  const { act, ...who } = actor;
  return act === undefined ? { ...who } : { ...who, act: actorPayload(act) };
}
