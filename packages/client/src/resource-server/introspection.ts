import { accessTokenHash } from '@cambio/binding';
import { type EpochSeconds, err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import { ask } from '../answer.ts';
import { discoverEndpoint } from '../discover.ts';
import type { IntrospectionCredential } from './introspection-credential.ts';

export interface IntrospectionOptions {
  readonly credential: IntrospectionCredential;
  /** Seconds an answer serves again: 2 by default, 5 at most, 0 for never. A revocation is felt that much later. */
  readonly lifetime?: number;
  /** Answers kept at most. */
  readonly capacity?: number;
}

export interface IntrospectionIo {
  readonly fetch: typeof fetch;
  readonly now: () => EpochSeconds;
}

/** Whether a token is still active; the detail, where the gateway could not be asked. */
type Answer = Result<boolean, string>;

/** Asks whether a token that expires at a time is still active. */
export type Introspect = (token: string, expiresAt: EpochSeconds) => Promise<Answer>;

const LIFETIME = 2;
const LONGEST_LIFETIME = 5;
const CAPACITY = 10_000;

/** Seconds the gateway may take to answer. */
const PATIENCE = 5;

/**
 * Asks the gateway whether a token is still active (RFC 7662). Answers are kept for moments, by the token's digest, and
 * never beyond its `exp`; requests with one token share one question. What is no answer is not kept.
 */
export function createIntrospection(
  { issuer, audience }: { readonly issuer: string; readonly audience: string },
  { credential, lifetime = LIFETIME, capacity = CAPACITY }: IntrospectionOptions,
  io: IntrospectionIo,
): Introspect {
  if (!(lifetime >= 0 && lifetime <= LONGEST_LIFETIME)) {
    throw new TypeError(`answers are kept for 0 to ${LONGEST_LIFETIME} seconds`);
  }
  const kept = new Map<string, { readonly until: EpochSeconds; readonly answer: Promise<Answer> }>();
  const question = createQuestion(issuer, audience, credential, io);

  return async (token, expiresAt) => {
    const digest = await accessTokenHash(token);
    const now = io.now();
    const known = kept.get(digest);
    if (known !== undefined && known.until > now) return known.answer;

    const answer = question(token);
    kept.delete(digest);
    kept.set(digest, { until: Math.min(now + lifetime, expiresAt), answer });
    dropOldest(kept, capacity);
    if (!(await answer).ok && kept.get(digest)?.answer === answer) kept.delete(digest);
    return answer;
  };
}

function dropOldest(kept: Map<string, unknown>, capacity: number): void {
  for (const digest of kept.keys()) {
    if (kept.size <= capacity) return;
    kept.delete(digest);
  }
}

const introspected = z.object({ active: z.boolean() });

function createQuestion(
  issuer: string,
  audience: string,
  credential: IntrospectionCredential,
  { fetch, now }: IntrospectionIo,
): (token: string) => Promise<Answer> {
  let endpoint: string | undefined;
  return async (token) => {
    const found = endpoint === undefined ? await discover(issuer, fetch) : ok(endpoint);
    if (!found.ok) return found;
    endpoint = found.value;

    const caller = await credential({ issuer, audience, now: now() });
    if (!caller.ok) return caller;

    const body = new URLSearchParams({ token, token_type_hint: 'access_token', ...caller.value.parameters });
    const headers = { accept: 'application/json', ...caller.value.headers };
    const answer = await ask(fetch, found.value, { method: 'POST', headers, body }, PATIENCE);
    if (!answer.ok) return err(answer.error.detail);

    const said = introspected.safeParse(answer.value.body).data;
    if (answer.value.status === 200 && said !== undefined) return ok(said.active);
    endpoint = undefined;
    return err(`the gateway answered ${answer.value.status}`);
  };
}

async function discover(issuer: string, fetch: IntrospectionIo['fetch']): Promise<Result<string, string>> {
  const found = await discoverEndpoint(issuer, 'introspection_endpoint', fetch, PATIENCE);
  return found.ok ? found : err(found.error.detail);
}
