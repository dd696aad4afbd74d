import { lookup } from 'node:dns/promises';
import { err, ok, type Result } from '@cambio/oauth';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { readBody } from './body.ts';
import { createDial, type Resolve } from './dial.ts';
import { FetchError, type FetchFailure } from './failure.ts';
import { isJsonType, maxAgeOf } from './headers.ts';
import { checkUrl } from './url.ts';

export interface FetchCaps {
  /** Of the body, unpacked. */
  readonly maxBytes: number;
  /** From the first look-up to the last byte. */
  readonly timeoutMs: number;
}

/** How this process reaches the outside. The same for every issuer. */
export interface Egress {
  /**
   * URL of an HTTP proxy that every https request is tunnelled through, but those of issuers on a private network.
   * The proxy then resolves names: an address in a URL is still judged here, what a name stands for is up to the proxy.
   */
  readonly proxy?: string;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve;
  /** Default: 512 KiB and 5 s. */
  readonly caps?: FetchCaps;
}

/** What one issuer's documents may be fetched from. */
export interface FetchRules {
  readonly ca?: string | undefined;
  readonly allowPrivateNetwork: boolean;
}

export interface FetchedDocument {
  readonly body: Buffer;
  /** Seconds the answer may be kept, as far as it says (RFC 9111 §5.2.2). */
  readonly maxAge: number | undefined;
}

/** Fetches one issuer's documents and keeps connections to it open between them. */
export interface GuardedClient {
  get(url: string, bearer?: string): Promise<Result<FetchedDocument, FetchFailure>>;
  close(): Promise<void>;
}

type Headers = Dispatcher.ResponseData['headers'];

const DEFAULT_CAPS: FetchCaps = { maxBytes: 512 * 1024, timeoutMs: 5000 };

/**
 * A client that fetches JSON and can be pointed at nothing else. Checks, in this order: the URL is https without
 * credentials (http to this machine alone, where private networks are allowed), the address dialled, status 200 (so
 * no redirects), content type, encoding, size, and a deadline over all of it. Does not parse the body.
 */
export function createGuardedClient(rules: FetchRules, egress: Egress): GuardedClient {
  const caps = egress.caps ?? DEFAULT_CAPS;
  const dispatcher = createDispatcher(rules, egress, caps);
  return {
    get: async (url, bearer) => {
      try {
        const target = checkUrl(url, rules.allowPrivateNetwork);
        return ok(await fetchDocument(target, bearer, dispatcher, caps));
      } catch (error) {
        return err(failureOf(error));
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function createDispatcher(rules: FetchRules, egress: Egress, caps: FetchCaps): Dispatcher {
  const ca = rules.ca === undefined ? {} : { ca: rules.ca };
  if (egress.proxy !== undefined && !rules.allowPrivateNetwork) {
    return new ProxyAgent({ uri: egress.proxy, requestTls: ca, connectTimeout: caps.timeoutMs });
  }
  return new Agent({
    connect: createDial({ ...rules, timeoutMs: caps.timeoutMs }, egress.resolve ?? resolveBySystem),
  });
}

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

async function fetchDocument(
  url: URL,
  bearer: string | undefined,
  dispatcher: Dispatcher,
  caps: FetchCaps,
): Promise<FetchedDocument> {
  const { statusCode, headers, body } = await request(url, {
    dispatcher,
    signal: AbortSignal.timeout(caps.timeoutMs),
    headers: {
      accept: 'application/json, application/jwk-set+json',
      'accept-encoding': 'gzip',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
  });
  const refused = refusalOf(statusCode, headers);
  if (refused !== undefined) {
    await body.dump();
    throw refused;
  }
  const bytes = await readBody(body, textOf(headers['content-encoding']), caps.maxBytes);
  return { body: bytes, maxAge: maxAgeOf(textOf(headers['cache-control'])) };
}

function refusalOf(status: number, headers: Headers): FetchError | undefined {
  if (status >= 300 && status < 400)
    return new FetchError('redirected', `answered ${status}; redirects are not followed`);
  if (status !== 200) return new FetchError('bad_status', `answered ${status}`);
  if (!isJsonType(textOf(headers['content-type'])))
    return new FetchError('bad_content_type', 'not JSON in UTF-8');
  return undefined;
}

/** A header that came twice is none. */
function textOf(header: Headers[string]): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function failureOf(error: unknown): FetchFailure {
  if (error instanceof FetchError) return error.failure;
  if (!(error instanceof Error)) return { reason: 'unreachable', detail: 'unknown error' };
  if (error.name === 'TimeoutError') return { reason: 'timed_out', detail: 'no complete answer in time' };
  return { reason: 'unreachable', detail: error.message };
}
