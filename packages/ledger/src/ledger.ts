import type { DatabaseSync } from 'node:sqlite';
import type { Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { AuditTrail } from './ports/audit-trail.ts';
import type { DecisionTrail } from './ports/decision-trail.ts';
import type { IdempotentRequests } from './ports/idempotent-requests.ts';
import type { IssuedTokenStore } from './ports/issued-tokens.ts';
import type { KeyRecords } from './ports/key-records.ts';
import type { Leases } from './ports/leases.ts';
import type { LoginRecords } from './ports/login-records.ts';
import type { Replicas } from './ports/replicas.ts';
import type { RevocationStore } from './ports/revocations.ts';
import type { TrustHistory } from './ports/trust-history.ts';
import type { TrustProposals } from './ports/trust-proposals.ts';
import type { WorkloadInventory } from './ports/workload-inventory.ts';

/**
 * What must survive: the trust and its history, the audit trail with the tokens that were issued, revocations, the workloads
 * that were seen, and the signing keys. Same promises on every store.
 */
export interface Ledger {
  readonly trust: TrustHistory;
  readonly proposals: TrustProposals;
  readonly decisions: DecisionTrail;
  readonly trail: AuditTrail;
  readonly issued: IssuedTokenStore;
  readonly revocations: RevocationStore;
  readonly keys: KeyRecords;
  readonly leases: Leases;
  readonly replicas: Replicas;
  readonly logins: LoginRecords;
  readonly workloads: WorkloadInventory;
  readonly requests: IdempotentRequests;
  /**
   * The connection to the SQLite file, for what is kept beside it, in transactions that are over in one turn of the event loop.
   * Absent on PostgreSQL.
   */
  readonly sqlite?: DatabaseSync;
  /** Whether the store answers. */
  ping(): Promise<Result<void, Unavailable>>;
  /** What time it is to the store, in milliseconds since the epoch; an embedded one has the clock of this process. */
  time(): Promise<Result<number, Unavailable>>;
  /** Writes what was handed in before, then lets go of the store. Whatever is asked later is `unavailable`. */
  close(): Promise<void>;
}
