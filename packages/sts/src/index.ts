export type { DecisionRecord, RecordedIdentity, RecordedRequest, RecordedToken } from './decision-record.ts';
export type { ExchangeFailure, ExchangeFailureReason, RequestDefect } from './failure.ts';
export type {
  Binding,
  BindingRefusal,
  Clock,
  Decisions,
  Ids,
  Marks,
  Minter,
  Ports,
  Presented,
  Trust,
  TrustRevision,
  Unavailable,
  Verifier,
} from './ports.ts';
