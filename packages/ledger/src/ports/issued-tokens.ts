import type { Result } from '@cambio/oauth';
import type { IssuedToken, IssuedTokens, RevocationSelector, Unavailable } from '@cambio/sts';

/** Issued tokens: written with the decisions that allowed them, as one row, and gone with these. */
export interface IssuedTokenStore extends IssuedTokens {
  /**
   * Tokens that have not expired and that no revocation covers, those that live longest first. Whether the trust still grants
   * them, and whether what they were made from still stands, is not looked at.
   */
  live(page: LiveTokenPage): Promise<Result<readonly IssuedToken[], Unavailable>>;
  /** How many `live` would give without a limit. */
  countLive(selector: RevocationSelector): Promise<Result<number, Unavailable>>;
  /**
   * Of tokens that died longer ago than `keepMs`, in milliseconds, erases claims that their decisions' records may not keep, and
   * gives the number of such tokens. They are on record no more.
   */
  erase(keepMs: number): Promise<Result<number, Unavailable>>;
}

export interface LiveTokenPage {
  readonly limit: number;
  /** What a revocation by this selector would cover; absent: all. */
  readonly selector?: RevocationSelector;
  /** A token's `jti`: only those that come after it in the list. One whose decision isn't kept has none after it. */
  readonly before?: string;
}
