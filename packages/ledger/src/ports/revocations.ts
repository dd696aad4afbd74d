import type { Result } from '@cambio/oauth';
import type { Revocation, Revocations, Unavailable } from '@cambio/sts';

/** Every revocation, for good. */
export interface RevocationStore extends Revocations {
  /** The newest first. */
  list(page: {
    readonly limit: number;
    /** A revocation's id: only those that come after it in the list. */
    readonly before?: string;
  }): Promise<Result<readonly Revocation[], Unavailable>>;
}
