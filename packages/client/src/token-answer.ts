import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import { type Refused, type UnexpectedAnswer, unexpected } from './failure.ts';

/** What the exchange gave (RFC 8693 §2.2.1). */
export interface ExchangedToken {
  readonly accessToken: string;
  /** How it is presented; `DPoP` where it is bound to the caller's key. */
  readonly tokenType: 'Bearer' | 'DPoP' | 'N_A';
  readonly issuedTokenType: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** What was granted, which may be less than was asked for. */
  readonly scopes: readonly string[];
  readonly decisionId: string;
}

const granted = z.object({
  access_token: z.string().min(1),
  issued_token_type: z.string(),
  token_type: z.enum(['Bearer', 'DPoP', 'N_A']),
  expires_in: z.int().positive(),
  scope: z.string(),
  decision_id: z.string(),
});

const refused = z.object({
  error: z.string(),
  error_description: z.string().exactOptional(),
  reason: z.string().exactOptional(),
  decision_id: z.string().exactOptional(),
  failed_conditions: z.array(z.object({ condition: z.string(), expected: z.string() })).exactOptional(),
});

/** Reads a token endpoint's answer. Where a bound token was asked for, one that is not bound is no success. */
export function readTokenAnswer(
  answer: Answer,
  asked: { readonly bound: boolean },
): Result<ExchangedToken, Refused | UnexpectedAnswer> {
  if (answer.status !== 200) return err(readRefusal(answer));
  const token = granted.safeParse(answer.body).data;
  if (token === undefined) return err(unexpected(answer, 'the answer holds no token'));
  if (asked.bound && token.token_type !== 'DPoP')
    return err(unexpected(answer, 'the token is not bound to the key'));
  return ok({
    accessToken: token.access_token,
    tokenType: token.token_type,
    issuedTokenType: token.issued_token_type,
    expiresIn: token.expires_in,
    scopes: token.scope.split(' ').filter((scope) => scope !== ''),
    decisionId: token.decision_id,
  });
}

function readRefusal(answer: Answer): Refused | UnexpectedAnswer {
  const said = refused.safeParse(answer.body).data;
  if (said === undefined) return unexpected(answer, 'the answer is not one of a token endpoint');
  const { error, error_description, reason, decision_id, failed_conditions } = said;
  return {
    kind: 'refused',
    status: answer.status,
    error,
    ...(error_description !== undefined && { description: error_description }),
    ...(reason !== undefined && { reason }),
    ...(decision_id !== undefined && { decisionId: decision_id }),
    ...(failed_conditions !== undefined && { failedConditions: failed_conditions }),
    ...(answer.retryAfter !== undefined && { retryAfter: answer.retryAfter }),
  };
}
