import type { IntrospectionResponse, JsonObject, Result } from '@cambio/oauth';
import type { Context } from 'koa';
import { answerUnavailable } from './form-endpoint.ts';

/** Answers an introspection for `recipient`: a client's id, or the audience a bearer stands for. */
export type AnswerIntrospection = (
  ctx: Context,
  response: IntrospectionResponse,
  recipient: string,
) => Promise<void>;

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
  return async (ctx, response, recipient) => {
    ctx.vary('Accept');
    if (acceptedType(ctx) === JSON_TYPE) {
      ctx.body = response;
      return;
    }
    const iat = Math.floor(now() / 1000);
    const signed = await sign({ iss: issuer, aud: recipient, iat, token_introspection: response });
    if (!signed.ok) return answerUnavailable(ctx);
    ctx.body = signed.value;
    ctx.set('Content-Type', JWT_TYPE);
  };
}

/** The JWT for a caller that accepts it and no plain JSON as gladly; JSON for everybody else. */
export function acceptedType(ctx: Context): typeof JSON_TYPE | typeof JWT_TYPE {
  return ctx.accepts(JSON_TYPE, JWT_TYPE) === JWT_TYPE ? JWT_TYPE : JSON_TYPE;
}
