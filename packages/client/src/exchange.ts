import { createProver, type DpopKey, type Prover } from '@cambio/binding';
import { type EpochSeconds, err, formatScope, GrantType, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import { type Answer, ask, type NoAnswer } from './answer.ts';
import { discoverEndpoint } from './discover.ts';
import { type ExchangeError, type Refused, unexpected } from './failure.ts';
import { likelyCause } from './likely-cause.ts';
import { retrying } from './retry.ts';
import { readClaims } from './sources/claims.ts';
import type { SourceFailure, SubjectToken, TokenSource } from './sources/source.ts';
import type { Target } from './target.ts';
import { type ExchangedToken, readTokenAnswer } from './token-answer.ts';

export interface ExchangeRequest extends Target {
  /** The gateway's issuer URL, exactly as its tokens name it. */
  readonly gateway: string;
  /** Who asks. */
  readonly source: TokenSource;
  /** The audience to ask the source for, where it can choose; absent: the gateway's URL. */
  readonly sourceAudience?: string;
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
 * there is another attempt. A token that was used already is replaced once, where the source has another.
 * Does not verify the issued token, nor keep it.
 */
export async function exchange(
  request: ExchangeRequest,
  io: ExchangeIo,
): Promise<Result<ExchangedToken, ExchangeError>> {
  const sent = new Set<string>();
  const outcome = await retrying(() => attempt(request, sent, io), io.wait);
  if (outcome.ok || !isReplayed(outcome.error)) return outcome;

  const again = await attempt({ ...request, source: withoutUsed(request.source, sent) }, sent, io);
  return !again.ok && again.error.kind === 'source' ? outcome : again;
}

async function attempt(
  request: ExchangeRequest,
  sent: Set<string>,
  io: ExchangeIo,
): Promise<Result<ExchangedToken, ExchangeError>> {
  const endpoint = await discoverEndpoint(request.gateway, 'token_endpoint', io.fetch);
  if (!endpoint.ok) return endpoint;

  const tokens = await readTokens(request);
  if (!tokens.ok) return tokens;

  sent.add(tokens.value.subject.token);
  const answer = await post(endpoint.value, formOf(request, tokens.value), request, io);
  if (!answer.ok) return answer;

  const read = readTokenAnswer(answer.value, { bound: request.dpop !== undefined });
  if (read.ok || read.error.kind !== 'refused') return read;
  if (repeats(read.error, tokens.value)) return err(unexpected(answer.value, 'the answer repeats a token'));
  return err(explained(read.error, answer.value, tokens.value.subject, request, io.now()));
}

interface Tokens {
  readonly subject: SubjectToken;
  readonly actor?: SubjectToken;
}

async function readTokens(request: ExchangeRequest): Promise<Result<Tokens, SourceFailure>> {
  const { gateway, source, sourceAudience = gateway } = request;
  const subject = await source.token(sourceAudience);
  if (!subject.ok) return subject;
  const actor = await request.actor?.token(sourceAudience);
  if (actor?.ok === false) return actor;
  return ok({ subject: subject.value, ...(actor && { actor: actor.value }) });
}

/** The form of RFC 8693 §2.1, without what was not asked for. */
function formOf(request: ExchangeRequest, { subject, actor }: Tokens): URLSearchParams {
  const parameters = {
    grant_type: GrantType.tokenExchange,
    subject_token: subject.token,
    subject_token_type: subject.tokenType,
    actor_token: actor?.token,
    actor_token_type: actor?.tokenType,
    audience: request.audience,
    resource: request.resource,
    scope: request.scopes && formatScope(request.scopes),
    mapping: request.mapping,
  };
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) given.set(name, value);
  return given;
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
  { fetch, now }: ExchangeIo,
): Promise<Result<Answer, NoAnswer>> {
  const prover = dpop && createProver({ key: dpop, now });
  const answer = await send(url, body, prover, fetch);
  if (prover === undefined || !answer.ok || answer.value.nonce === undefined) return answer;
  if (!noncesDemanded.safeParse(answer.value.body).success) return answer;
  prover.remember(url, answer.value.nonce);
  return send(url, body, prover, fetch);
}

async function send(
  url: string,
  body: URLSearchParams,
  prover: Prover | undefined,
  fetch: ExchangeIo['fetch'],
): Promise<Result<Answer, NoAnswer>> {
  const proof = prover && { dpop: await prover.prove({ method: 'POST', url }) };
  return ask(fetch, url, { method: 'POST', headers: { accept: 'application/json', ...proof }, body });
}

/** Whether what a server said, and an error would tell, holds a token that it was sent. */
function repeats(refused: Refused, { subject, actor = subject }: Tokens): boolean {
  const told = JSON.stringify(refused);
  return told.includes(subject.token) || told.includes(actor.token);
}

/** A refusal with what this side can tell of why. */
function explained(
  refused: Refused,
  { date }: Answer,
  subject: SubjectToken,
  { gateway, sourceAudience = gateway, dpop }: ExchangeRequest,
  now: EpochSeconds,
): Refused {
  const { status, reason } = refused;
  if (status >= 500) return refused;
  const claims = readClaims(subject.token);
  const cause = likelyCause({
    claims,
    reason,
    audience: sourceAudience,
    now,
    date,
    proved: dpop !== undefined,
  });
  return cause === undefined ? refused : { ...refused, likelyCause: cause };
}

function isReplayed(error: ExchangeError): boolean {
  return error.kind === 'refused' && error.reason === 'replayed';
}

/** A source that fails rather than give a token that was used. */
function withoutUsed(source: TokenSource, used: ReadonlySet<string>): TokenSource {
  return {
    name: source.name,
    async token(audience) {
      const fresh = await source.token(audience);
      if (!fresh.ok || !used.has(fresh.value.token)) return fresh;
      const { name } = source;
      return err({
        kind: 'source',
        source: name,
        reason: 'refused',
        detail: 'it has no other token',
      } as const);
    },
  };
}
