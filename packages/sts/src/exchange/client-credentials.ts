import { ok, type Result, type TokenResponse } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { Ports } from '../ports.ts';
import { answer } from './answer.ts';
import { type Authenticated, askedOf, type Caller, type VerifiedAttempt } from './attempt.ts';
import type { Gateway } from './context.ts';
import type { AskedToken, Parameters } from './read-request.ts';
import { unwatched, type WatchStep, watchedSteps } from './steps.ts';

/** @param client an identity of the built-in issuer `clients`, and the digest of what it was authenticated by */
export type ClientCredentials = (
  parameters: Parameters,
  client: Authenticated,
  caller: Caller,
) => Promise<Result<TokenResponse, ExchangeFailure>>;

/**
 * The client credentials grant (RFC 6749 §4.4): a token for the client itself, which gets what a mapping on the issuer
 * `clients` grants it, and without one nothing. In this order: the request is well formed; there are not too many; trust allows it; the proof of
 * possession holds; a token is minted; the decision is durable.
 *
 * Every outcome of a well-formed request leaves exactly one decision record. Does not authenticate the client, nor mark its
 * credential as used: the door has.
 */
export function createClientCredentials(
  ports: Ports,
  gateway: Gateway,
  watch: WatchStep = unwatched,
): ClientCredentials {
  const context = { ports, gateway };
  const step = watchedSteps(watch);
  return async (parameters, client, caller) => {
    const request = step.readAsked(parameters);
    if (!request.ok) return request;
    const attempt = attemptOf(ports, request.value, client, caller);
    const admitted = await step.limitRate(context, attempt);
    if (!admitted.ok) return admitted;
    const allow = await step.decide(context, attempt);
    if (!allow.ok) return allow;
    const confirmation = await step.checkBinding(context, attempt);
    if (!confirmation.ok) return confirmation;
    const issued = await step.mint(context, attempt, allow.value, confirmation.value);
    if (!issued.ok) return issued;
    const recorded = await step.recordAllowed(context, attempt, allow.value, issued.value.record);
    if (!recorded.ok) return recorded;
    return ok(answer(attempt, allow.value, issued.value));
  };
}

/** The client's credential, which is good for this request alone, stands where the subject token does. */
function attemptOf(
  { clock, ids, trust }: Ports,
  request: AskedToken,
  client: Authenticated,
  caller: Caller,
): VerifiedAttempt {
  const at = clock.now();
  const now = Math.floor(at / 1000);
  const subject = {
    ...client,
    replayId: client.digest,
    replay: 'once',
    expiresAt: now,
    clockSkew: 0,
  } as const;
  const asked = askedOf(request, caller);
  return { id: ids.decision(at), at, now, ...trust.current(), request, caller, asked, subject };
}
