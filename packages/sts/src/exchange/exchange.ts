import { ok, type Result, type TokenResponse } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { Ports } from '../ports.ts';
import { answer } from './answer.ts';
import type { Caller, VerifiedAttempt } from './attempt.ts';
import type { Gateway } from './context.ts';
import { inPlace } from './in-place.ts';
import type { ExchangeRequest, Parameters } from './read-request.ts';
import { unwatched, type WatchStep, watchedSteps } from './steps.ts';

export type Exchange = (
  parameters: Parameters,
  caller: Caller,
) => Promise<Result<TokenResponse, ExchangeFailure>>;

/**
 * The token exchange (RFC 8693), in this order: the request is well formed; the subject token verifies; not too many of
 * its issuer are under way; the actor token verifies; those of our own still stand; they
 * are not too many; trust allows it; the proof of possession holds; no token is used again; a token is
 * minted; the decision is durable. Only then is there an answer.
 *
 * From the moment the subject's signature has verified, every outcome leaves exactly one decision record, but for want of
 * a place: to record that would take one.
 * Does not authenticate clients, and does not limit what one address may ask: the doors do.
 */
export function createExchange(ports: Ports, gateway: Gateway, watch: WatchStep = unwatched): Exchange {
  const context = { ports, gateway };
  const step = watchedSteps(watch);
  return async (parameters, caller) => {
    const request = step.readRequest(parameters);
    if (!request.ok) return request;
    const subject = await step.verifySubject(context, request.value, caller);
    if (!subject.ok) return subject;
    return inPlace(ports.places, subject.value, () => serve(request.value, subject.value));
  };

  async function serve({ actor }: ExchangeRequest, subject: VerifiedAttempt): ReturnType<Exchange> {
    const verified = await step.verifyActor(context, subject, actor);
    if (!verified.ok) return verified;
    const attempt = verified.value;
    const standing = await step.checkOwnTokens(context, attempt);
    if (!standing.ok) return standing;
    const admitted = await step.limitRate(context, attempt);
    if (!admitted.ok) return admitted;
    const allow = await step.decide(context, attempt);
    if (!allow.ok) return allow;
    const confirmation = await step.checkBinding(context, attempt);
    if (!confirmation.ok) return confirmation;
    const reserved = await step.reserve(context, attempt, allow.value.target);
    if (!reserved.ok) return reserved;
    const issued = await step.mint(context, attempt, allow.value, confirmation.value);
    if (!issued.ok) return issued;
    const recorded = await step.recordAllowed(context, attempt, allow.value, issued.value.record);
    if (!recorded.ok) return recorded;
    return ok(answer(attempt, allow.value, issued.value));
  }
}
