export { asDecision, decisionSchema, type StoredDecision } from './decision-body.ts';
export type { Ledger } from './ledger.ts';
export { type LedgerOpenFailure, type LedgerOptions, openLedger, sqlitePath } from './open.ts';
export type { DecisionPage } from './ports/decision-trail.ts';
export type { KeyRecord } from './ports/key-records.ts';
export type { LoginRecord, LoginRecords } from './ports/login-records.ts';
