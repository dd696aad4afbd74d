import type { Answer, NoAnswer } from './answer.ts';
import type { LikelyCause } from './likely-cause.ts';
import type { SourceFailure } from './sources/source.ts';

/** Why an exchange gave no token. None of them holds a token, nor anything a server said beyond these fields. */
export type ExchangeError = SourceFailure | GatewayUnusable | NoAnswer | Refused | UnexpectedAnswer;

/** The gateway's URL, or what its metadata says, cannot be used. */
export interface GatewayUnusable {
  readonly kind: 'gateway';
  readonly detail: string;
}

/** The gateway said no (RFC 6749 §5.2). */
export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  /** `invalid_target`, … */
  readonly error: string;
  readonly description?: string;
  /** A stable code for why; only where the gateway tells. */
  readonly reason?: string;
  /** What to ask the gateway's operator about. */
  readonly decisionId?: string;
  /** What the nearest mapping demands and did not find; only where the gateway's operator lets callers know. */
  readonly failedConditions?: readonly { readonly condition: string; readonly expected: string }[];
  /** What this side can tell by itself of why. */
  readonly likelyCause?: LikelyCause;
  /** Seconds after which the gateway would like to be asked again. */
  readonly retryAfter?: number;
}

/** Something answered, but not as a gateway does. */
export interface UnexpectedAnswer {
  readonly kind: 'unexpected_answer';
  readonly status: number;
  readonly detail: string;
  readonly retryAfter?: number;
}

export function unexpected({ status, retryAfter }: Answer, detail: string): UnexpectedAnswer {
  return { kind: 'unexpected_answer', status, detail, ...(retryAfter !== undefined && { retryAfter }) };
}
