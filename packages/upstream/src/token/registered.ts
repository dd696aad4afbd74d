import { isJsonObject, type JsonObject } from '@cambio/oauth';
import { type Refused, refuse } from '../refusal.ts';

/** Registered claims that later steps rely on, by the type each has where present (RFC 7519 §4.1, RFC 8693 §4). */
const TEXTS = ['iss', 'sub', 'jti', 'client_id', 'scope'] as const;
const OBJECTS = ['act', 'may_act', 'cnf'] as const;

export function registeredTypeProblem(claims: JsonObject): Refused | undefined {
  for (const name of TEXTS) {
    const value = claims[name];
    if (value !== undefined && typeof value !== 'string')
      return refuse('claim_malformed', `${name} is not a string`);
  }
  for (const name of OBJECTS) {
    const value = claims[name];
    if (value !== undefined && !isJsonObject(value))
      return refuse('claim_malformed', `${name} is not an object`);
  }
  return undefined;
}
