import type { Answer } from '@cambio/sts';
import type { ClientRefusal } from './refusal.ts';

/** Seconds, for `Retry-After`. */
const RETRY_AFTER = 2;

/**
 * What a service that was not authenticated is told: always the same, and what the framework says too, so that nobody
 * learns which services there are or what was wrong (RFC 6749 §5.2).
 */
export function answerRefusal(refusal: ClientRefusal): Answer {
  switch (refusal.kind) {
    case 'unauthenticated':
      return {
        status: 401,
        body: { error: 'invalid_client', error_description: 'client authentication failed' },
      };
    case 'several_credentials':
      return badRequest('A client authenticates in one way.');
    case 'token_in_two_roles':
      return badRequest('One token cannot be client and subject.');
    case 'unavailable':
      return {
        status: 503,
        body: {
          error: 'temporarily_unavailable',
          error_description: 'Clients cannot be authenticated right now.',
        },
        retryAfter: RETRY_AFTER,
      };
  }
}

function badRequest(error_description: string): Answer {
  return { status: 400, body: { error: 'invalid_request', error_description } };
}
