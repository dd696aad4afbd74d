export type { DecisionRecord, RecordedIdentity, RecordedToken } from './decision-record.ts';
export type { Caller } from './exchange/attempt.ts';
export type { Gateway, RecordedClaims } from './exchange/context.ts';
export { createExchange, type Exchange } from './exchange/exchange.ts';
export type { Parameters } from './exchange/read-request.ts';
export type { DenialReason, ExchangeFailure, Outage, RequestDefect } from './failure.ts';
export type {
  Binding,
  Clock,
  Decisions,
  Ids,
  Marks,
  Minter,
  Ports,
  Trust,
  TrustRevision,
  Unavailable,
  Verifier,
} from './ports.ts';
export type { Presented } from './possession.ts';
export { type Answer, toAnswer } from './wire.ts';
