import { type DpopKey, makeDpopProof } from '@cambio/binding';
import { type EpochSeconds, formatScope, GrantType, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import { type Answer, ask, type NoAnswer } from './answer.ts';
import { discoverEndpoint } from './discover.ts';
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
  const endpoint = await discoverEndpoint(request.gateway, 'token_endpoint', io.fetch);
  if (!endpoint.ok) return endpoint;

  const body = await tokenRequest(request);
  if (!body.ok) return body;

  const answer = await post(endpoint.value, body.value, request, io);
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

const noncesDemanded = z.object({ error: z.literal('use_dpop_nonce') });

/**
 * Posts the form; and again, with another proof, where the gateway demands its nonce (RFC 9449 §8). It demands it before
 * it takes the subject token for used, so that the same one serves.
 */
async function post(
  url: string,
  body: URLSearchParams,
  { dpop }: ExchangeRequest,
  io: ExchangeIo,
): Promise<Result<Answer, NoAnswer>> {
  const send = async (proof?: string) => {
    const headers = { accept: 'application/json', ...(proof !== undefined && { dpop: proof }) };
    return ask(io.fetch, url, { method: 'POST', headers, body });
  };
  if (dpop === undefined) return send();

  const answer = await send(await proofFor(url, dpop, io));
  const nonce = answer.ok && noncesDemanded.safeParse(answer.value.body).success && answer.value.nonce;
  return nonce ? send(await proofFor(url, dpop, io, nonce)) : answer;
}

function proofFor(url: string, key: DpopKey, { now }: ExchangeIo, nonce?: string): Promise<string> {
  const given = nonce === undefined ? {} : { nonce };
  return makeDpopProof({ key, method: 'POST', url, now: now(), jti: crypto.randomUUID(), ...given });
}
