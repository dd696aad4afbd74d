import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { type Refused, refuse } from '../refusal.ts';
import { type Algorithm, algorithmNamed } from '../signature/algorithms.ts';

/** What of a header is ever looked at. `jku`, `jwk`, `x5u`, `x5c` and all others are not. */
export interface TokenHeader {
  /** Lower case, without `application/`; absent when the token has no `typ`. */
  readonly typ: string | undefined;
  readonly algorithm: Algorithm;
  readonly kid: string | undefined;
}

/**
 * Reads the header members that matter, in this order: `crit` and `b64`, `typ`, `alg`, `kid` (RFC 7515 §4.1).
 * No extension is understood, so any `crit` or `b64` is refused (RFC 7797 §6). Does not ask whether the issuer
 * accepts the type or the algorithm.
 */
export function readHeader(header: JsonObject): Result<TokenHeader, Refused> {
  const { crit, b64, typ, alg, kid } = header;
  if (crit !== undefined || b64 !== undefined)
    return err(refuse('critical_header', 'crit or b64 is present'));
  if (typ !== undefined && typeof typ !== 'string')
    return err(refuse('malformed_token', 'typ is not a string'));
  if (typeof alg !== 'string') return err(refuse('unsupported_algorithm', 'alg is missing or not a string'));
  const algorithm = algorithmNamed(alg);
  if (algorithm === undefined) return err(refuse('unsupported_algorithm', 'alg is not one of ours'));
  if (kid !== undefined && typeof kid !== 'string')
    return err(refuse('malformed_token', 'kid is not a string'));
  return ok({ typ: typ === undefined ? undefined : mediaType(typ), algorithm, kid });
}

/** Types are media types: case does not matter and `application/` may be left out (RFC 7515 §4.1.9). */
function mediaType(typ: string): string {
  const lower = typ.toLowerCase();
  return lower.startsWith('application/') ? lower.slice('application/'.length) : lower;
}
