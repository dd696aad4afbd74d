export { asDecision, type StoredDecision } from './decision-body.ts';
export type { DecisionPage, KeyRecord, Ledger } from './ledger.ts';
export { type LedgerOpenFailure, type LedgerOptions, openLedger, sqlitePath } from './open.ts';
