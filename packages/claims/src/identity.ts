import type { Claims } from './claims.ts';
import type { Workload } from './workload.ts';

/** Who a verified token speaks for: the input of every decision. */
export interface VerifiedIdentity {
  /** The `id` of the declared issuer, not its URL. */
  readonly issuer: string;
  readonly claims: Claims;
  readonly workload: Workload;
}
