import type { JsonObject, JsonValue } from '@cambio/oauth';
import { CompactSign } from 'jose';
import type { SigningKey } from './keys.ts';

/** Members to set, or, where `undefined`, to leave out: "a valid token, one field changed". */
export type Changes = Readonly<Record<string, JsonValue | undefined>>;

/** `base` with `changes` applied, in a new object. */
export function change(base: JsonObject, changes: Changes): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries({ ...base, ...changes })) {
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** Signs `claims` as they are: nothing is added to them and nothing is checked. */
export function sign(claims: JsonObject, key: SigningKey, header: Changes = {}): Promise<string> {
  return signText(JSON.stringify(claims), key, header);
}

/** Signs any text as a payload, valid JSON or not. The header is `alg` and `kid` of the key, then `header`. */
export function signText(payload: string, key: SigningKey, header: Changes = {}): Promise<string> {
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ ...change({ alg: key.algorithm, kid: key.kid }, header), alg: key.algorithm })
    .sign(key.privateKey);
}
