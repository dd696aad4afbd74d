import type { Result } from '@cambio/oauth';
import type { IssuedToken, IssuedTokens, RevocationSelector, Unavailable } from '@cambio/sts';

/** Issued tokens: written with the decisions that allowed them, in one commit. */
export interface IssuedTokenStore extends IssuedTokens {
  /**
   * Tokens that have not expired and that no revocation covers, the newest first. Whether the trust still grants them, and
   * whether what they were made from still stands, is not looked at.
   */
  live(page: LiveTokenPage): Promise<Result<readonly IssuedToken[], Unavailable>>;
  /** How many `live` would give without a limit. */
  countLive(selector: RevocationSelector): Promise<Result<number, Unavailable>>;
  /** Forgets the tokens that died longer ago than `keepMs`, in milliseconds, and gives their number. */
  sweep(keepMs: number): Promise<Result<number, Unavailable>>;
}

export interface LiveTokenPage {
  readonly limit: number;
  /** What a revocation by this selector would cover; absent: all. */
  readonly selector?: RevocationSelector;
  /** A token's `jti`: only those that come after it in the list, whether it is still kept or not. */
  readonly before?: string;
}
