import { lookup } from 'node:dns/promises';
import { err, ok, type Result } from '@cambio/oauth';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { createDial, type Resolve } from './dial.ts';
import { type FetchedDocument, fetchDocument } from './document.ts';
import { FetchError, type FetchFailure } from './failure.ts';
import type { FetchCaps, Line } from './line.ts';
import { type Message, type Received, sendMessage } from './message.ts';
import { checkUrl } from './url.ts';

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

/** Fetches one issuer's documents and keeps connections to it open between them. */
export interface GuardedClient {
  get(url: string, bearer?: string): Promise<Result<FetchedDocument, FetchFailure>>;
  /** For endpoints whose errors are answers too (RFC 6749 §5.2): gives whatever comes, but no redirect is followed. */
  send(url: string, message: Message): Promise<Result<Received, FetchFailure>>;
  close(): Promise<void>;
}

const DEFAULT_CAPS: FetchCaps = { maxBytes: 512 * 1024, timeoutMs: 5000 };

/**
 * A client that fetches JSON and can be pointed at nothing else. Checks, in this order: the URL is https without
 * credentials (http to this machine alone, where private networks are allowed), the address dialled, status 200 (so
 * no redirects), content type, encoding, size, and a deadline over all of it. Does not parse the body. After a failure
 * the next fetch starts with a new connection, so nothing that got stuck can hold it up.
 */
export function createGuardedClient(rules: FetchRules, egress: Egress): GuardedClient {
  const caps = egress.caps ?? DEFAULT_CAPS;
  let dispatcher: Dispatcher | undefined;

  async function disconnect(from = dispatcher): Promise<void> {
    if (dispatcher === from) dispatcher = undefined;
    await from?.destroy();
  }

  async function attempt<T>(
    url: string,
    fetch: (line: Line) => Promise<T>,
  ): Promise<Result<T, FetchFailure>> {
    let used: Dispatcher | undefined;
    try {
      const target = checkUrl(url, rules.allowPrivateNetwork);
      dispatcher ??= createDispatcher(rules, egress, caps);
      used = dispatcher;
      return ok(await fetch({ url: target, dispatcher: used, caps }));
    } catch (error) {
      // By now there may be another, which nothing went wrong with.
      if (used !== undefined) void disconnect(used);
      return err(failureOf(error));
    }
  }

  return {
    get: (url, bearer) => attempt(url, (line) => fetchDocument({ ...line, bearer })),
    send: (url, message) => attempt(url, (line) => sendMessage(line, message)),
    close: () => disconnect(),
  };
}

function createDispatcher(rules: FetchRules, egress: Egress, caps: FetchCaps): Dispatcher {
  const ca = rules.ca === undefined ? {} : { ca: rules.ca };
  if (egress.proxy !== undefined && !rules.allowPrivateNetwork) {
    return new ProxyAgent({ uri: egress.proxy, requestTls: ca, connections: 1 });
  }
  return new Agent({
    connections: 1,
    connect: createDial({ ...rules, timeoutMs: caps.timeoutMs }, egress.resolve ?? resolveBySystem),
  });
}

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

function failureOf(error: unknown): FetchFailure {
  if (error instanceof FetchError) return error.failure;
  if (!(error instanceof Error)) return { reason: 'unreachable', detail: 'unknown error' };
  return { reason: 'unreachable', detail: error.message };
}
