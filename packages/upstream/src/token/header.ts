import { err, isJsonObject, type JsonObject, ok, type Result } from '@cambio/oauth';
import { type Refused, refuse, refuseFlaw } from '../refusal.ts';
import { type Algorithm, algorithmNamed } from '../signature/algorithms.ts';
import type { Decoder } from './base64url.ts';
import { parseStrictJson, TOKEN_JSON } from './strict-json.ts';

/** What of a header is ever looked at. `jku`, `jwk`, `x5u`, `x5c` and all others are not. */
export interface TokenHeader {
  /** Lower case, without `application/`; absent when the token has no `typ`. */
  readonly typ: string | undefined;
  readonly algorithm: Algorithm;
  readonly kid: string | undefined;
}

export type HeaderReader = (part: string) => Result<TokenHeader, Refused>;

const MAX_REMEMBERED = 256;
const MAX_REMEMBERED_LENGTH = 512;

/**
 * Makes a reader of headers, encoded as they are sent. It remembers the ones it found good: the tokens of one issuer
 * differ in their claims and hardly ever in their header. What strangers send can push others out, and gains nothing
 * else.
 */
export function createHeaderReader(decode: Decoder): HeaderReader {
  const remembered = new Map<string, Result<TokenHeader, Refused>>();
  return (part) => {
    const known = remembered.get(part);
    if (known !== undefined) return known;
    const header = readHeader(decode(part));
    if (header.ok && part.length <= MAX_REMEMBERED_LENGTH) {
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(copyOf(part), header);
    }
    return header;
  };
}

/** A part of a string keeps the whole alive, and the whole is a credential. */
function copyOf(part: string): string {
  return Buffer.from(part, 'latin1').toString('latin1');
}

function readHeader(bytes: Buffer | undefined): Result<TokenHeader, Refused> {
  if (bytes === undefined) return err(refuse('malformed_token', 'header is not base64url'));
  const value = parseStrictJson(bytes, TOKEN_JSON);
  if (!value.ok) return err(refuseFlaw('header', value.error));
  return isJsonObject(value.value)
    ? judgeMembers(value.value)
    : err(refuse('malformed_token', 'header is not an object'));
}

/**
 * Judges the members that matter, in this order: `crit` and `b64`, `typ`, `alg`, `kid` (RFC 7515 §4.1).
 * No extension is understood, so any `crit` or `b64` is refused (RFC 7797 §6). Does not ask whether the issuer
 * accepts the type or the algorithm.
 */
function judgeMembers({ crit, b64, typ, alg, kid }: JsonObject): Result<TokenHeader, Refused> {
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
