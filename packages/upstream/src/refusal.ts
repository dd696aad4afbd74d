import type { RefusalReason } from '@cambio/claims';
import type { JsonFlaw } from './token/strict-json.ts';

/** Why a token was refused, before it is known whether it was authentic. */
export interface Refused {
  readonly reason: RefusalReason;
  /** For operators; never quotes the token. */
  readonly detail: string;
}

export function refuse(reason: RefusalReason, detail: string): Refused {
  return { reason, detail };
}

/** A part of a token that is not strict JSON. */
export function refuseFlaw(part: 'header' | 'payload', flaw: JsonFlaw): Refused {
  return refuse(flaw === 'malformed' ? 'malformed_token' : flaw, `${part}: ${flaw}`);
}
