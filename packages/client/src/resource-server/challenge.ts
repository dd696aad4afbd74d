import { PROOF_ALGORITHMS } from '@cambio/binding';
import type { Scheme } from './credentials.ts';
import type { Refusal } from './refusal.ts';

/** What a refused request is answered with. */
export interface Challenge {
  readonly status: 400 | 401 | 403 | 503;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a service tells in its challenges. */
export interface Offer {
  /** Whether DPoP proofs are checked here. */
  readonly dpop: boolean;
  /** Where the service's metadata stands (RFC 9728 §5.1). */
  readonly resourceMetadata?: string;
  /** What the request needs. */
  readonly scopes: readonly string[];
}

type ChallengeError =
  | 'invalid_request'
  | 'invalid_token'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'insufficient_scope';

/** Fixed texts: what came is never in them. */
const DESCRIPTIONS: Readonly<Record<ChallengeError, string>> = {
  invalid_request: 'The request must carry one access token, in the Authorization header.',
  invalid_token: 'The access token was not accepted.',
  invalid_dpop_proof: 'The DPoP proof was not accepted.',
  use_dpop_nonce: 'The DPoP proof must carry the nonce of the DPoP-Nonce header.',
  insufficient_scope: 'The access token does not cover this request.',
};

interface Verdict {
  readonly status: Challenge['status'];
  readonly error?: ChallengeError;
}

const INVALID_TOKEN: Verdict = { status: 401, error: 'invalid_token' };
const INVALID_PROOF: Verdict = { status: 401, error: 'invalid_dpop_proof' };
const USE_NONCE: Verdict = { status: 401, error: 'use_dpop_nonce' };
const UNAVAILABLE: Verdict = { status: 503 };

/** RFC 6750 §3.1, RFC 9449 §7.1 and §9; 503 for what must answer first and could not. */
const VERDICTS: Readonly<Record<Refusal['reason'], Verdict>> = {
  no_credentials: { status: 401 },
  request_malformed: { status: 400, error: 'invalid_request' },
  token_malformed: INVALID_TOKEN,
  algorithm_not_allowed: INVALID_TOKEN,
  key_unknown: INVALID_TOKEN,
  signature_invalid: INVALID_TOKEN,
  wrong_type: INVALID_TOKEN,
  wrong_issuer: INVALID_TOKEN,
  wrong_audience: INVALID_TOKEN,
  token_expired: INVALID_TOKEN,
  token_not_yet_valid: INVALID_TOKEN,
  claims_invalid: INVALID_TOKEN,
  token_inactive: INVALID_TOKEN,
  binding_required: INVALID_TOKEN,
  confirmation_unsupported: INVALID_TOKEN,
  scheme_mismatch: INVALID_TOKEN,
  dpop_not_accepted: INVALID_TOKEN,
  certificate_missing: INVALID_TOKEN,
  certificate_mismatch: INVALID_TOKEN,
  proof_missing: INVALID_PROOF,
  proof_malformed: INVALID_PROOF,
  proof_signature: INVALID_PROOF,
  proof_mismatch: INVALID_PROOF,
  proof_stale: INVALID_PROOF,
  proof_replayed: INVALID_PROOF,
  nonce_missing: USE_NONCE,
  nonce_stale: USE_NONCE,
  scope_missing: { status: 403, error: 'insufficient_scope' },
  keys_unavailable: UNAVAILABLE,
  marks_unavailable: UNAVAILABLE,
  introspection_unavailable: UNAVAILABLE,
};

/** Seconds after which an outage may be over. */
const RETRY_AFTER = 2;

/**
 * What a refusal is answered with. Each scheme the service takes is challenged, in one `WWW-Authenticate`; the one that
 * was used is told the error (RFC 9449 §7.2). Without credentials there is no error to tell (RFC 6750 §3.1).
 */
export function challengeFor(refusal: Refusal, offer: Offer): Challenge {
  const { status, error } = VERDICTS[refusal.reason];
  const headers = { 'cache-control': 'no-store' };
  if (status === 503) return { status, headers: { ...headers, 'retry-after': String(RETRY_AFTER) } };

  const used = 'scheme' in refusal ? refusal.scheme : 'Bearer';
  const schemes: readonly Scheme[] = offer.dpop ? ['Bearer', 'DPoP'] : ['Bearer'];
  const challenges = schemes.map((scheme) =>
    oneChallenge(scheme, scheme === used ? error : undefined, offer),
  );
  return {
    status,
    headers: {
      ...headers,
      'www-authenticate': challenges.join(', '),
      ...('nonce' in refusal && { 'dpop-nonce': refusal.nonce }),
    },
  };
}

function oneChallenge(
  scheme: Scheme,
  error: ChallengeError | undefined,
  { scopes, resourceMetadata }: Offer,
): string {
  const parameters = [
    error && parameter('error', error),
    error && parameter('error_description', DESCRIPTIONS[error]),
    scopes.length > 0 && parameter('scope', scopes.join(' ')),
    scheme === 'DPoP' && parameter('algs', PROOF_ALGORITHMS.join(' ')),
    resourceMetadata && parameter('resource_metadata', resourceMetadata),
  ];
  return [scheme, parameters.filter(Boolean).join(', ')].join(' ').trimEnd();
}

/** None of the values can hold a quote: they are constants, scope tokens and URLs. */
function parameter(name: string, value: string): string {
  return `${name}="${value}"`;
}
