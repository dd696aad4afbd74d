export type { StoredDecision } from './decision-body.ts';
export type {
  DecisionFilter,
  DecisionPage,
  DecisionTrail,
  KeyChange,
  KeyRecord,
  KeyRecords,
  Ledger,
  NewRevision,
  RevisionConflict,
  RevisionSummary,
  SourceText,
  StoredRevision,
  TrustHistory,
} from './ledger.ts';
export { type LedgerOpenFailure, type LedgerOptions, openLedger, sqlitePath } from './open.ts';
