import { type DpopKey, makeDpopProof } from '@cambio/binding';
import { type EpochSeconds, formatScope, GrantType, ok, type Result } from '@cambio/oauth';
import { ask } from './answer.ts';
import { discoverTokenEndpoint } from './discover.ts';
import type { ExchangeError } from './failure.ts';
import { retrying } from './retry.ts';
import type { SourceFailure, TokenSource } from './sources/source.ts';
import { type ExchangedToken, readTokenAnswer } from './token-answer.ts';

export interface ExchangeRequest {
  /** The gateway's issuer URL, exactly as its tokens name it. */
  readonly gateway: string;
  /** Who asks. */
  readonly source: TokenSource;
  /** The audience to ask the source for, where it can choose; absent: the gateway's URL. */
  readonly sourceAudience?: string;
  /** The target, by its audience or id. */
  readonly audience?: string;
  /** The target, by its audience or one of its resources. */
  readonly resource?: string;
  /** Absent: whatever the mapping grants. */
  readonly scopes?: readonly string[];
  /** Consider only this mapping. */
  readonly mapping?: string;
  /** Who acts for the source's subject (RFC 8693 §1.1). */
  readonly actor?: TokenSource;
  /** Bind the token to this key (RFC 9449 §5). */
  readonly dpop?: DpopKey;
}

/** What an exchange reaches the outside through. */
export interface ExchangeIo {
  readonly fetch: typeof fetch;
  readonly now: () => EpochSeconds;
  readonly wait: (seconds: number) => Promise<void>;
}

/**
 * Exchanges a workload's token for one that the gateway issues (RFC 8693 §2.1). Each attempt finds the token endpoint,
 * reads the source anew (a token may be good for one use), sends the request and reads the answer; `retrying` says when
 * there is another attempt. Does not verify the issued token, nor keep it.
 */
export function exchange(
  request: ExchangeRequest,
  io: ExchangeIo,
): Promise<Result<ExchangedToken, ExchangeError>> {
  return retrying(() => attempt(request, io), io.wait);
}

async function attempt(
  request: ExchangeRequest,
  io: ExchangeIo,
): Promise<Result<ExchangedToken, ExchangeError>> {
  const endpoint = await discoverTokenEndpoint(request.gateway, io.fetch);
  if (!endpoint.ok) return endpoint;

  const body = await tokenRequest(request);
  if (!body.ok) return body;

  const headers = { accept: 'application/json', ...(await proofHeader(request, endpoint.value, io)) };
  const answer = await ask(io.fetch, endpoint.value, { method: 'POST', headers, body: body.value });
  if (!answer.ok) return answer;

  return readTokenAnswer(answer.value, { bound: request.dpop !== undefined });
}

/** The form of RFC 8693 §2.1, without what was not asked for. */
async function tokenRequest(request: ExchangeRequest): Promise<Result<URLSearchParams, SourceFailure>> {
  const { gateway, source, sourceAudience = gateway, scopes, actor } = request;
  const subject = await source.token(sourceAudience);
  if (!subject.ok) return subject;
  const acting = await actor?.token(sourceAudience);
  if (acting?.ok === false) return acting;

  const parameters = {
    grant_type: GrantType.tokenExchange,
    subject_token: subject.value.token,
    subject_token_type: subject.value.type,
    actor_token: acting?.value.token,
    actor_token_type: acting?.value.type,
    audience: request.audience,
    resource: request.resource,
    scope: scopes && formatScope(scopes),
    mapping: request.mapping,
  };
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) given.set(name, value);
  return ok(given);
}

async function proofHeader({ dpop }: ExchangeRequest, url: string, io: ExchangeIo) {
  if (dpop === undefined) return {};
  const jti = crypto.randomUUID();
  return { dpop: await makeDpopProof({ key: dpop, method: 'POST', url, now: io.now(), jti }) };
}
