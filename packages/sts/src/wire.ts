import { type ErrorBody, type OAuthErrorCode, statusOf } from '@cambio/oauth';
import type { DenialReason, ExchangeFailure, Outage, RefusedToken, RequestDefect } from './failure.ts';

/** A failed exchange as it leaves the gateway. */
export interface Answer {
  readonly status: 400 | 401 | 429 | 503;
  readonly body: ErrorBody;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter?: number;
}

const RETRY_AFTER = 2;

/**
 * The one place where a failure becomes an answer. Texts are constants: nothing the caller sent, no claim
 * and no policy is ever in them. Reason and decision id are told only of recorded attempts, whose
 * subject token was authentic.
 */
export function toAnswer(failure: ExchangeFailure): Answer {
  switch (failure.kind) {
    case 'request':
      return answer(codeOfDefect(failure.defect), describeDefect(failure.defect));
    case 'unauthentic':
      return answer('invalid_request', 'The subject token was not accepted.');
    case 'denied': {
      const { decision: decision_id, reason, conditions, retryAfter } = failure;
      const code = codeOfDenial(reason);
      const told = conditions?.map(({ what, expected }) => ({ condition: what, expected }));
      const body = { decision_id, reason, ...(told && { failed_conditions: told }) };
      const answered = answer(code, DENIED[code], body);
      // RFC 6585 §4; the codes of OAuth have none of their own for it.
      return retryAfter === undefined ? answered : { ...answered, status: 429, retryAfter };
    }
    case 'interrupted': {
      const { decision, outage } = failure;
      const recorded = decision && { decision_id: decision, reason: outage };
      return {
        ...answer('temporarily_unavailable', describeOutage(outage), recorded),
        retryAfter: RETRY_AFTER,
      };
    }
  }
}

function answer(error: OAuthErrorCode, error_description: string, more?: Partial<ErrorBody>): Answer {
  return { status: statusOf(error), body: { error, error_description, ...more } };
}

function codeOfDefect(defect: RequestDefect): OAuthErrorCode {
  switch (defect) {
    case 'scope_malformed':
      return 'invalid_scope';
    case 'target_repeated':
    case 'resource_malformed':
      return 'invalid_target';
    case 'parameter_missing':
    case 'parameter_repeated':
    case 'token_type_unsupported':
    case 'requested_token_type_unsupported':
    case 'actor_token_missing':
    case 'actor_token_type_missing':
      return 'invalid_request';
  }
}

function describeDefect(defect: RequestDefect): string {
  switch (defect) {
    case 'parameter_missing':
      return 'A required parameter is missing: subject_token and subject_token_type are needed.';
    case 'parameter_repeated':
      return 'A parameter is given more than once.';
    case 'token_type_unsupported':
      return 'A token type is not supported: use the URN of jwt, id_token or access_token.';
    case 'requested_token_type_unsupported':
      return 'The requested token type is not issued here: use the URN of access_token or jwt.';
    case 'actor_token_missing':
      return 'actor_token_type is given without actor_token.';
    case 'actor_token_type_missing':
      return 'actor_token is given without actor_token_type.';
    case 'target_repeated':
      return 'Several targets are named; a token is for one.';
    case 'resource_malformed':
      return 'resource must be an absolute URI without a fragment.';
    case 'scope_malformed':
      return 'scope must be tokens separated by single spaces.';
  }
}

type DenialCode =
  | 'invalid_request'
  | 'invalid_target'
  | 'invalid_scope'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'temporarily_unavailable';

const DENIED: Readonly<Record<DenialCode, string>> = {
  invalid_request: 'The request was understood and refused: see reason, and the decision record.',
  invalid_target: 'No mapping grants this workload this target: see reason, and the decision record.',
  invalid_scope: 'No mapping that matches this workload grants every scope asked for.',
  invalid_dpop_proof: 'The proof of possession was not accepted.',
  temporarily_unavailable: 'Too many exchanges for this workload or its issuer: try again later.',
  use_dpop_nonce: 'The proof of possession must carry the nonce of the DPoP-Nonce header.',
};

/** A target that is unknown and one that is not granted have one code; the reason beside it tells them apart. */
const DECIDED: Readonly<Record<Exclude<DenialReason, RefusedToken | `actor_${RefusedToken}`>, DenialCode>> = {
  unknown_target: 'invalid_target',
  ambiguous_target: 'invalid_target',
  target_mismatch: 'invalid_target',
  issuer_condition: 'invalid_request',
  actor_issuer_condition: 'invalid_request',
  actor_is_delegated: 'invalid_request',
  denied_by_mapping: 'invalid_target',
  no_mapping: 'invalid_target',
  mapping_disabled: 'invalid_target',
  mapping_not_yet_valid: 'invalid_target',
  mapping_expired: 'invalid_target',
  claim_mismatch: 'invalid_target',
  condition_false: 'invalid_target',
  condition_error: 'invalid_target',
  actor_required: 'invalid_target',
  actor_not_allowed: 'invalid_target',
  actor_mismatch: 'invalid_target',
  may_act_mismatch: 'invalid_target',
  delegation_too_deep: 'invalid_target',
  scope_not_granted: 'invalid_scope',
  binding_required: 'invalid_request',
  template_claim_missing: 'invalid_target',
  actor_is_subject: 'invalid_request',
  key_not_proven: 'invalid_request',
  replayed: 'invalid_request',
  rate_limited: 'temporarily_unavailable',
  proof_malformed: 'invalid_dpop_proof',
  proof_signature: 'invalid_dpop_proof',
  proof_mismatch: 'invalid_dpop_proof',
  proof_stale: 'invalid_dpop_proof',
  proof_replayed: 'invalid_dpop_proof',
  nonce_missing: 'use_dpop_nonce',
  nonce_stale: 'use_dpop_nonce',
};

/** Everything else is a defect of the subject or actor token (RFC 8693 §2.2.2). */
function codeOfDenial(reason: DenialReason): DenialCode {
  return isDecided(reason) ? DECIDED[reason] : 'invalid_request';
}

function isDecided(reason: DenialReason): reason is keyof typeof DECIDED {
  return Object.hasOwn(DECIDED, reason);
}

function describeOutage(outage: Outage): string {
  switch (outage) {
    case 'upstream_keys_unavailable':
      return 'The keys of the token issuer cannot be had right now.';
    case 'marks_unavailable':
    case 'signer_unavailable':
    case 'ledger_unavailable':
    case 'clock_unsettled':
    case 'overloaded':
      return 'The gateway cannot issue tokens right now.';
  }
}
