export type { DecisionRecord } from './decision-record.ts';
export type { Authenticated, Caller } from './exchange/attempt.ts';
export { type ClientCredentials, createClientCredentials } from './exchange/client-credentials.ts';

export { createExchange, type Exchange } from './exchange/exchange.ts';
export type { Parameters } from './exchange/read-request.ts';
export { reservationFor } from './exchange/reserve.ts';
export type { WatchStep } from './exchange/steps.ts';
export type { DenialReason, ExchangeFailure, Outage, RequestDefect } from './failure.ts';
export {
  type AuthenticateBearer,
  type BearerPorts,
  type BearerRefusal,
  createBearerAuthentication,
} from './introspect/authenticate-bearer.ts';
export { createIntrospect, type Introspect } from './introspect/introspect.ts';
export type { IssuedToken, TokenOnRecord } from './issued-token.ts';
export { isOwn } from './own-token.ts';
export type {
  Decisions,
  Ids,
  IssuedTokens,
  Marks,
  Places,
  Ports,
  Rates,
  Revocations,
  Trust,
  TrustRevision,
  Unavailable,
  Verifier,
} from './ports.ts';
export type { Presented } from './possession.ts';
export type { Revocation, RevocationSelector } from './revoke/revocation.ts';
export { createRevokeBySelector, type RevokeBySelector } from './revoke/revoke-by-selector.ts';
export { createRevokeToken, type RevokeToken } from './revoke/revoke-token.ts';
export { type Answer, toAnswer } from './wire.ts';
