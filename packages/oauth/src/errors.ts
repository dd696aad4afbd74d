/** The error codes the endpoints answer with (RFC 6749 §5.2, RFC 6750 §3.1, RFC 8693 §2.2.2, RFC 8707 §2, RFC 9449 §5, §8). */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_token'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'temporarily_unavailable';

/** What a failed token request answers: fixed texts only, never anything the caller sent. */
export interface ErrorBody {
  readonly error: OAuthErrorCode;
  readonly error_description: string;
  /** Only once the subject token's signature has verified. */
  readonly decision_id?: string;
  /** A stable code for why; only once the subject token's signature has verified. */
  readonly reason?: string;
  /** What the nearest mapping demands and did not find; only where the issuer's document lets callers know. */
  readonly failed_conditions?: readonly { readonly condition: string; readonly expected: string }[];
}

/** The HTTP status each code is sent with (RFC 6749 §5.2; 503 for a store or key that cannot answer). */
export function statusOf(code: OAuthErrorCode): 400 | 401 | 503 {
  switch (code) {
    case 'invalid_client':
    case 'invalid_token':
      return 401;
    case 'temporarily_unavailable':
      return 503;
    case 'invalid_request':
    case 'invalid_grant':
    case 'invalid_scope':
    case 'invalid_target':
    case 'invalid_dpop_proof':
    case 'use_dpop_nonce':
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return 400;
  }
}
