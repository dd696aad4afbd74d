import { GrantType, TokenType } from '@cambio/oauth';
import { type Answer, type Exchange, type ExchangeFailure, type Parameters, toAnswer } from '@cambio/sts';
import { ASKED, type Grant } from './grant.ts';

/**
 * The JWT bearer grant (RFC 7523 §2.1): an exchange whose subject token is the assertion. What differs is on the wire: the
 * name of the parameter, and that a bad token is `invalid_grant` (§3.1).
 *
 * @param exchange one whose verifier asks of an assertion what §3 does, see `assertion-verifier.ts`
 */
export function jwtBearerGrant(exchange: Exchange): Grant {
  return {
    type: GrantType.jwtBearer,
    parameters: ['assertion', ...ASKED],
    run: (parameters, client) => exchange(asExchange(parameters), client),
    toAnswer: answerOf,
  };
}

function asExchange(parameters: Parameters): Parameters {
  const { assertion = [], ...asked } = Object.fromEntries(parameters);
  return new Map(Object.entries({ ...asked, subject_token: assertion, subject_token_type: [TokenType.jwt] }));
}

function answerOf(failure: ExchangeFailure): Answer {
  const answer = toAnswer(failure);
  if (failure.kind === 'request' && failure.parameter === 'subject_token') {
    return {
      ...answer,
      body: { ...answer.body, error_description: 'A required parameter is missing: assertion.' },
    };
  }
  if (!isAboutAssertion(failure) || answer.body.error !== 'invalid_request') return answer;
  const told = { error: 'invalid_grant', error_description: 'The assertion was not accepted.' } as const;
  return { ...answer, body: { ...answer.body, ...told } };
}

function isAboutAssertion(failure: ExchangeFailure): boolean {
  if (failure.kind === 'denied') return failure.reason !== 'binding_required';
  return failure.kind === 'unauthentic';
}
