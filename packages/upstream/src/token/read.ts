import { err, isJsonObject, type JsonObject, ok, type Result } from '@cambio/oauth';
import { type Refused, refuse, refuseFlaw } from '../refusal.ts';
import { createDecoder } from './base64url.ts';
import { createHeaderReader, type TokenHeader } from './header.ts';
import { type JsonRules, parseStrictJson, TOKEN_JSON } from './strict-json.ts';

/** A compact JWS taken apart. Nothing in it can be believed yet. */
export interface ReadToken {
  readonly header: TokenHeader;
  readonly payload: JsonObject;
  /** What the signature is over: header and payload as they were sent. */
  readonly signingInput: string;
  /** Base64url, the one way to write it. */
  readonly signature: string;
}

/** Takes a token apart. Never throws, whatever the text. */
export type TokenReader = (token: string) => Result<ReadToken, Refused>;

/**
 * Makes a reader of compact JWS tokens (RFC 7515 §7.1). It checks, in this order: size, ASCII, three parts (a JWE has
 * five), the encoding of the signature, the header (see `createHeaderReader`), encoding and JSON of the payload. Checks
 * neither what the payload says nor the signature.
 */
export function createTokenReader(maxLength: number, maxNesting = TOKEN_JSON.maxDepth): TokenReader {
  const decode = createDecoder(maxLength);
  const readHeader = createHeaderReader(decode);
  const payloadRules: JsonRules = { ...TOKEN_JSON, maxDepth: maxNesting };

  return (token) => {
    if (token.length > maxLength)
      return err(refuse('token_too_large', `longer than ${maxLength} characters`));
    if (Buffer.byteLength(token) !== token.length) return err(malformed('not ASCII'));
    const firstDot = token.indexOf('.');
    const secondDot = token.indexOf('.', firstDot + 1);
    if (secondDot <= firstDot || token.includes('.', secondDot + 1)) return err(malformed('not three parts'));

    const signature = token.slice(secondDot + 1);
    if (decode(signature) === undefined) return err(malformed('signature is not base64url'));
    const header = readHeader(token.slice(0, firstDot));
    if (!header.ok) return header;
    const payload = readPayload(decode(token.slice(firstDot + 1, secondDot)), payloadRules);
    if (!payload.ok) return payload;

    const signingInput = token.slice(0, secondDot);
    return ok({ header: header.value, payload: payload.value, signingInput, signature });
  };
}

function readPayload(bytes: Buffer | undefined, rules: JsonRules): Result<JsonObject, Refused> {
  if (bytes === undefined) return err(malformed('payload is not base64url'));
  const value = parseStrictJson(bytes, rules);
  if (!value.ok) return err(refuseFlaw('payload', value.error));
  return isJsonObject(value.value) ? ok(value.value) : err(malformed('payload is not an object'));
}

function malformed(detail: string): Refused {
  return refuse('malformed_token', detail);
}
