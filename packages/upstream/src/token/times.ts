import type { EpochSeconds, JsonObject, JsonValue } from '@cambio/oauth';
import { type Refused, refuse } from '../refusal.ts';

/** What an issuer says about its tokens' times, in seconds. */
export interface TimeRules {
  readonly maxAge?: number;
  readonly maxLifetime: number;
  readonly clockSkew: number;
}

/** The last second of the year 9999: what is later is a mistake, or means "never", which no token may. */
const MAX_TIME = 253_402_300_799;

/**
 * Judges `exp`, `nbf` and `iat` in that order, then age and lifetime (RFC 7519 §4.1.4-6). Whole seconds from 1970 to
 * 9999; `exp` is required, `iat` too where the issuer has a maximum age. `clockSkew` is given once in each comparison
 * with now, and never to the lifetime. Without `iat` the lifetime counts from now, its least possible value. `nbf` may
 * lie before `iat`, as it does on several platforms.
 */
export function timeProblem(claims: JsonObject, rules: TimeRules, now: EpochSeconds): Refused | undefined {
  const { exp, nbf, iat } = claims;
  if (exp === undefined) return refuse('claim_missing', 'exp');
  if (!isTime(exp)) return refuse('claim_malformed', 'exp is not a time');
  if (nbf !== undefined && !isTime(nbf)) return refuse('claim_malformed', 'nbf is not a time');
  if (iat !== undefined && !isTime(iat)) return refuse('claim_malformed', 'iat is not a time');
  const { maxAge, maxLifetime, clockSkew } = rules;
  if (now >= exp + clockSkew) return refuse('token_expired', `expired ${now - exp} s ago`);
  if (nbf !== undefined && nbf > now + clockSkew)
    return refuse('token_not_yet_valid', `nbf is ${nbf - now} s ahead`);
  if (iat !== undefined && iat > now + clockSkew)
    return refuse('token_not_yet_valid', `iat is ${iat - now} s ahead`);
  if (iat !== undefined && iat >= exp) return refuse('claim_malformed', 'iat is not before exp');
  if (maxAge !== undefined) {
    if (iat === undefined) return refuse('claim_missing', 'iat');
    if (now - iat > maxAge + clockSkew) return refuse('token_too_old', `issued ${now - iat} s ago`);
  }
  const lifetime = exp - (iat ?? now);
  if (lifetime > maxLifetime) return refuse('token_lifetime_too_long', `valid for ${lifetime} s`);
  return undefined;
}

function isTime(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_TIME;
}
