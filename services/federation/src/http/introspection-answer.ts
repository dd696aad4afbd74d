import type { IncomingMessage } from 'node:http';
import type { IntrospectionResponse, JsonObject, Result } from '@cambio/oauth';
import accepts from 'accepts';
import { type Reply, UNAVAILABLE } from './reply.ts';

/** Answers an introspection for `recipient`: a client's id, or the audience a bearer stands for. */
export type AnswerIntrospection = (
  request: IncomingMessage,
  response: IntrospectionResponse,
  recipient: string,
) => Promise<Reply>;

export interface AnswerOptions {
  readonly issuer: string;
  readonly sign: (claims: JsonObject) => Promise<Result<string, 'unavailable'>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const JSON_TYPE = 'application/json';
const JWT_TYPE = 'application/token-introspection+jwt';

/**
 * JSON (RFC 7662 §2.2), or a signed JWT where that is what the caller accepts (RFC 9701 §5): for the authenticated caller
 * alone, without `sub` or `exp`, so that it can't pass for an access token.
 */
export function introspectionAnswer({ issuer, sign, now }: AnswerOptions): AnswerIntrospection {
  return async (request, response, recipient) => {
    const headers = { Vary: 'Accept' };
    if (acceptedType(request) === JSON_TYPE) return { status: 200, headers, body: response };
    const iat = Math.floor(now() / 1000);
    const signed = await sign({ iss: issuer, aud: recipient, iat, token_introspection: response });
    if (!signed.ok) return UNAVAILABLE;
    return { status: 200, headers: { ...headers, 'Content-Type': JWT_TYPE }, body: signed.value };
  };
}

/** The JWT for a caller that accepts it and no plain JSON as gladly; JSON for everybody else. */
export function acceptedType(request: IncomingMessage): typeof JSON_TYPE | typeof JWT_TYPE {
  const { accept } = request.headers;
  // What nearly everybody sends, or leaves out.
  if (accept === undefined || accept === '*/*' || accept === JSON_TYPE) return JSON_TYPE;
  return accepts(request).type(JSON_TYPE, JWT_TYPE) === JWT_TYPE ? JWT_TYPE : JSON_TYPE;
}
