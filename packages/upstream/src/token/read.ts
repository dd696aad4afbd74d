import { err, isJsonObject, type JsonObject, ok, type Result } from '@cambio/oauth';
import { type Refused, refuse } from '../refusal.ts';
import { isCanonicalBase64url } from './base64url.ts';
import { type JsonFlaw, parseStrictJson } from './strict-json.ts';

/** A compact JWS taken apart. Nothing in it can be believed yet. */
export interface ReadToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** What the signature is over: header and payload as they were sent. */
  readonly signingInput: Buffer;
  readonly signature: Buffer;
}

/** Three parts of base64url, nothing else: no padding, no white space, no JSON serialization, no JWE (RFC 7515 §7.1). */
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

const JSON_RULES = { maxDepth: 16, numbers: 'exact' } as const;

/**
 * Takes a compact JWS apart, in this order: size, shape, encoding of each part, JSON of header and payload.
 * Checks neither what the members mean nor the signature. Never throws, whatever the text.
 */
export function readToken(token: string, maxLength: number): Result<ReadToken, Refused> {
  if (token.length > maxLength) return err(refuse('token_too_large', `longer than ${maxLength} characters`));
  if (!COMPACT.test(token)) return err(refuse('malformed_token', 'not three parts of base64url'));
  const firstDot = token.indexOf('.');
  const secondDot = token.indexOf('.', firstDot + 1);
  const signature = decode(token.slice(secondDot + 1));
  if (signature === undefined) return err(refuse('malformed_token', 'signature is not canonical base64url'));
  const header = readObject(token.slice(0, firstDot), 'header');
  if (!header.ok) return header;
  const payload = readObject(token.slice(firstDot + 1, secondDot), 'payload');
  if (!payload.ok) return payload;
  const signingInput = Buffer.from(token.slice(0, secondDot), 'latin1');
  return ok({ header: header.value, payload: payload.value, signingInput, signature });
}

function decode(part: string): Buffer | undefined {
  return isCanonicalBase64url(part) ? Buffer.from(part, 'base64url') : undefined;
}

function readObject(part: string, name: 'header' | 'payload'): Result<JsonObject, Refused> {
  const bytes = decode(part);
  if (bytes === undefined) return err(refuse('malformed_token', `${name} is not canonical base64url`));
  const value = parseStrictJson(bytes, JSON_RULES);
  if (!value.ok) return err(refuse(reasonOf(value.error), `${name}: ${value.error}`));
  if (!isJsonObject(value.value)) return err(refuse('malformed_token', `${name} is not a JSON object`));
  return ok(value.value);
}

function reasonOf(flaw: JsonFlaw): Refused['reason'] {
  return flaw === 'malformed' ? 'malformed_token' : flaw;
}
