import type { Result } from '@cambio/oauth';
import type { Revocation, Revocations, Unavailable } from '@cambio/sts';

/** Every revocation, for as long as it matters. */
export interface RevocationStore extends Revocations {
  /** The newest first. */
  list(page: {
    readonly limit: number;
    /** A revocation's id: only those that come after it in the list. */
    readonly before?: string;
  }): Promise<Result<readonly Revocation[], Unavailable>>;
  /** When those who hold them revoked tokens, by `jti`; those that nobody gave back are left out. Milliseconds since the epoch. */
  givenBack(jtis: readonly string[]): Promise<Result<ReadonlyMap<string, number>, Unavailable>>;
  /** Forgets those made before a time, and gives their number. Whether a token lives that they cover is not looked at. */
  forget(madeBefore: number): Promise<Result<number, Unavailable>>;
}
