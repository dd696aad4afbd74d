import { ok, type Result, type TokenResponse } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { Ports } from '../ports.ts';
import { answer } from './answer.ts';
import type { Caller } from './attempt.ts';
import { checkBinding } from './check-binding.ts';
import { checkOwnTokens } from './check-own-tokens.ts';
import type { Gateway } from './context.ts';
import { decide } from './decide.ts';
import { mint } from './mint.ts';
import { type Parameters, readRequest } from './read-request.ts';
import { recordAllowed } from './record.ts';
import { reserve } from './reserve.ts';
import { verifyActor } from './verify-actor.ts';
import { verifySubject } from './verify-subject.ts';

export type Exchange = (
  parameters: Parameters,
  caller: Caller,
) => Promise<Result<TokenResponse, ExchangeFailure>>;

/**
 * The token exchange (RFC 8693), in this order: the request is well formed; the subject token, then the
 * actor token, verifies; those of our own still stand; trust allows it; the proof of possession holds; no token is used again; a token is
 * minted; the decision is durable. Only then is there an answer.
 *
 * From the moment the subject's signature has verified, every outcome leaves exactly one decision record.
 * Does not authenticate clients and does not limit rates: the doors do.
 */
export function createExchange(ports: Ports, gateway: Gateway): Exchange {
  const context = { ports, gateway };
  return async (parameters, caller) => {
    const request = readRequest(parameters);
    if (!request.ok) return request;
    const subject = await verifySubject(context, request.value, caller);
    if (!subject.ok) return subject;
    const verified = await verifyActor(context, subject.value, request.value.actor);
    if (!verified.ok) return verified;
    const attempt = verified.value;
    const standing = await checkOwnTokens(context, attempt);
    if (!standing.ok) return standing;
    const allow = await decide(context, attempt);
    if (!allow.ok) return allow;
    const confirmation = await checkBinding(context, attempt);
    if (!confirmation.ok) return confirmation;
    const reserved = await reserve(context, attempt, allow.value.target);
    if (!reserved.ok) return reserved;
    const issued = await mint(context, attempt, allow.value, confirmation.value);
    if (!issued.ok) return issued;
    const recorded = await recordAllowed(context, attempt, allow.value, issued.value.record);
    if (!recorded.ok) return recorded;
    return ok(answer(attempt, allow.value, issued.value));
  };
}
