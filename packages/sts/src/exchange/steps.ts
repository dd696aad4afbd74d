import type { Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import { checkBinding } from './check-binding.ts';
import { checkOwnTokens } from './check-own-tokens.ts';
import { decide } from './decide.ts';
import { limitRate } from './limit-rate.ts';
import { mint } from './mint.ts';
import { readAsked, readRequest } from './read-request.ts';
import { recordAllowed } from './record.ts';
import { reserve } from './reserve.ts';
import { verifyActor } from './verify-actor.ts';
import { verifySubject } from './verify-subject.ts';

type Outcome = Result<unknown, ExchangeFailure> | Promise<Result<unknown, ExchangeFailure>>;

/**
 * Puts something around a step, such as a span of a trace, and gives a step that does the same. Asked once, when an
 * exchange is put together: one that nobody watches is made of the steps themselves.
 */
export type WatchStep = <Given extends readonly unknown[], Ended extends Outcome>(
  name: string,
  step: (...given: Given) => Ended,
) => (...given: Given) => Ended;

export const unwatched: WatchStep = (_name, step) => step;

/** The steps that exchanges and other grants are made of, each under the name it is watched by. */
export function watchedSteps(watch: WatchStep) {
  return {
    readRequest: watch('read request', readRequest),
    readAsked: watch('read request', readAsked),
    verifySubject: watch('verify subject', verifySubject),
    verifyActor: watch('verify actor', verifyActor),
    checkOwnTokens: watch('check own tokens', checkOwnTokens),
    limitRate: watch('limit rate', limitRate),
    decide: watch('decide', decide),
    checkBinding: watch('check binding', checkBinding),
    reserve: watch('reserve', reserve),
    mint: watch('mint', mint),
    recordAllowed: watch('record', recordAllowed),
  };
}
