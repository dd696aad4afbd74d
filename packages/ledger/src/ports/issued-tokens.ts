import type { Result } from '@cambio/oauth';
import type { IssuedTokens, Unavailable } from '@cambio/sts';

/** Issued tokens: written with the decisions that allowed them, in one commit. */
export interface IssuedTokenStore extends IssuedTokens {
  /** Forgets the tokens that are dead, and gives their number. */
  sweep(): Promise<Result<number, Unavailable>>;
}
