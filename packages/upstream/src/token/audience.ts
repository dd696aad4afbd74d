import type { JsonValue } from '@cambio/oauth';
import { type Refused, refuse } from '../refusal.ts';

/**
 * Whether a token is for us and for nobody else: `aud` is there, and each of its values is an accepted one, compared as
 * a string (RFC 7519 §4.1.3). A token that also names a stranger is refused, as the stranger could bring it here.
 */
export function audienceProblem(
  aud: JsonValue | undefined,
  accepted: readonly string[],
): Refused | undefined {
  if (aud === undefined) return refuse('claim_missing', 'aud');
  const values = Array.isArray(aud) ? aud : [aud];
  if (values.length === 0 || !values.every((value) => typeof value === 'string')) {
    return refuse('claim_malformed', 'aud is not a string or a list of strings');
  }
  if (!values.every((value) => accepted.includes(value)))
    return refuse('wrong_audience', 'aud names another recipient');
  return undefined;
}
