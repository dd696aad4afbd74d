import { createProver, type Prover } from '@cambio/binding';
import { isSafe } from '../discover.ts';
import type { ExchangeIo } from '../exchange.ts';
import type { HeldToken } from '../provider/held-token.ts';
import type { TokenProvider } from '../provider/token-provider.ts';
import type { Target } from '../target.ts';
import { afterAnswer, afterFailure, isNotTaken, type Tried } from './another-try.ts';
import { type Hop, nextHop } from './hop.ts';
import { NoTokenError } from './no-token.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface FetchOptions {
  /** Who gets the token: `https://deployer.example`. https, or loopback, alone. */
  readonly origins: readonly string[];
  /** What the token is for; absent: the provider's own target. */
  readonly target?: Target;
}

/** As `fetch` follows them. */
const MAX_REDIRECTS = 20;

/**
 * A `fetch` that adds the provider's token to requests to the given origins: as a bearer token, or with a fresh DPoP proof
 * (RFC 9449 §7) and the nonce that the server wants. Requests elsewhere go as they are; a redirect to another origin goes
 * without the token, and so does whatever follows it. `another-try.ts` says what is sent again. Bodies are read into memory first.
 *
 * Rejects with `NoTokenError` where there is no token; otherwise as `fetch` does.
 */
export function createFetch(
  provider: TokenProvider,
  { origins, target }: FetchOptions,
  io: ExchangeIo,
): typeof fetch {
  const served = new Set(origins.map(originOf));
  const prover = provider.dpop && createProver({ key: provider.dpop, now: io.now });

  return async (input, init) => {
    const asked = new Request(input, init);
    const { signal } = asked;
    const send = ({ url, method, body }: Hop, headers: Headers) =>
      io.fetch(url, { ...init, method, headers, body: body ?? null, redirect: 'manual', signal });

    let hop = await firstHop(asked);
    let trusted = served.has(hop.url.origin);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = trusted ? await sendWithToken(hop, send, signal) : await send(hop, hop.headers);
      const next = asked.redirect === 'manual' ? undefined : nextHop(hop, response);
      if (next === undefined) return response;
      await response.body?.cancel();
      if (asked.redirect === 'error') throw new TypeError('the server answered with a redirect');
      trusted &&= next.url.origin === hop.url.origin;
      hop = next;
    }
    throw new TypeError('too many redirects');
  };

  async function sendWithToken(
    hop: Hop,
    send: (hop: Hop, headers: Headers) => Promise<Response>,
    signal: AbortSignal,
  ): Promise<Response> {
    const tried: Tried = { method: hop.method, times: 0, nonce: false, renewed: false };
    for (;;) {
      signal.throwIfAborted();
      tried.times++;
      const token = await unlessAborted(tokenFor(provider, target), signal);
      const headers = await withToken(hop, token, prover);
      const outcome = await send(hop, headers).catch((thrown: unknown) =>
        afterFailure(thrown, tried, signal),
      );
      if ('wait' in outcome) {
        await unlessAborted(io.wait(outcome.wait), signal);
        continue;
      }
      const nonce = outcome.headers.get('dpop-nonce');
      if (nonce !== null) prover?.remember(hop.url.href, nonce);
      if (isNotTaken(outcome) && !tried.renewed) provider.forget(token);
      const again = afterAnswer(outcome, tried);
      if (again === undefined) return outcome;
      await outcome.body?.cancel();
      await unlessAborted(io.wait(again.wait), signal);
    }
  }
}

function originOf(text: string): string {
  if (!isSafe(text) || new URL(text).origin !== text)
    throw new TypeError('an origin is https://host, and no more');
  return text;
}

async function firstHop(request: Request): Promise<Hop> {
  const { url, method, headers } = request;
  const hop = { url: new URL(url), method, headers: new Headers(headers) };
  return request.body === null ? hop : { ...hop, body: await request.arrayBuffer() };
}

async function tokenFor(provider: TokenProvider, target: Target | undefined): Promise<HeldToken> {
  const token = await provider.token(target);
  if (!token.ok) throw new NoTokenError(token.error);
  return token.value;
}

async function withToken(hop: Hop, { accessToken, tokenType }: HeldToken, prover?: Prover): Promise<Headers> {
  const headers = new Headers(hop.headers);
  if (tokenType !== 'DPoP' || prover === undefined) {
    headers.set('authorization', `Bearer ${accessToken}`);
    return headers;
  }
  headers.set('authorization', `DPoP ${accessToken}`);
  headers.set('dpop', await prover.prove({ method: hop.method, url: hop.url.href, accessToken }));
  return headers;
}
