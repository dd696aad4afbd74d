import type { RefusalReason } from '@cambio/claims';

/** Why a token was refused, before it is known whether it was authentic. */
export interface Refused {
  readonly reason: RefusalReason;
  /** For operators; never quotes the token. */
  readonly detail: string;
}

export function refuse(reason: RefusalReason, detail: string): Refused {
  return { reason, detail };
}
