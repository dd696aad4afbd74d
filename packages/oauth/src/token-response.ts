import type { TokenType } from './token-types.ts';

/** A successful token-exchange answer (RFC 8693 §2.2.1), with the decision's id. */
export interface TokenResponse {
  readonly access_token: string;
  readonly issued_token_type: TokenType;
  readonly token_type: 'Bearer' | 'DPoP' | 'N_A';
  /** Seconds. */
  readonly expires_in: number;
  /** Space-separated. */
  readonly scope: string;
  readonly decision_id: string;
}
