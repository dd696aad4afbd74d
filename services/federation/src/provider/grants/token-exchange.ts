import { GrantType } from '@cambio/oauth';
import { type Exchange, toAnswer } from '@cambio/sts';
import { ASKED, type Grant } from './grant.ts';

/** Token exchange (RFC 8693 §2.1) for a registered service: the same as a workload's, under the service's id. */
export function tokenExchangeGrant(exchange: Exchange): Grant {
  return {
    type: GrantType.tokenExchange,
    parameters: [
      'subject_token',
      'subject_token_type',
      'actor_token',
      'actor_token_type',
      'requested_token_type',
      ...ASKED,
    ],
    run: exchange,
    toAnswer,
  };
}
