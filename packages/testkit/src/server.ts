import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Where a server listens. Port 0, the default, takes any free one. */
export interface ListenOptions {
  readonly host?: string;
  readonly port?: number;
  /** PEM; `LOOPBACK_TLS` will do. With it the server speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A server on a real socket, and nothing left of it once `close` has resolved. */
export interface RunningServer {
  /** Origin, without a trailing slash: `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Ends open connections too, so that it never waits for a keep-alive client. */
  readonly close: () => Promise<void>;
}

/** Listens and resolves once connections are accepted; rejects where the address is taken. */
export async function listen(handler: RequestListener, options: ListenOptions = {}): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0, tls } = options;
  const server =
    tls === undefined ? createServer(handler) : createTlsServer({ key: tls.key, cert: tls.cert }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${name}:${boundPort(server.address())}`,
    close: () => shut(server),
  };
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('not listening on TCP');
  return address.port;
}

function shut(server: Pick<Server, 'close' | 'closeAllConnections'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

/** What a route answers: JSON unless `text` is given. Status 200 unless said. */
export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
} & ({ readonly json: unknown } | { readonly text: string });

/** One GET route. `url` is the request's, parsed; the body is not read. */
export type Route = (url: URL, request: IncomingMessage) => Answer | Promise<Answer>;

/** One route that takes a form. */
export type FormRoute = (form: URLSearchParams, request: IncomingMessage) => Answer | Promise<Answer>;

/** Routes by exact path, and how often each was asked. */
export interface Routes {
  /** For GET. */
  readonly add: (path: string, route: Route) => void;
  /** For POST. */
  readonly addForm: (path: string, route: FormRoute) => void;
  /** Requests so far whose path starts with `prefix`, those that failed included. */
  readonly countOf: (prefix: string) => number;
  readonly handler: RequestListener;
}

export function createRoutes(): Routes {
  const routes = new Map<string, Route>();
  const forms = new Map<string, FormRoute>();
  const counts = new Map<string, number>();

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://unused.invalid');
    counts.set(url.pathname, (counts.get(url.pathname) ?? 0) + 1);
    const form = request.method === 'POST' ? forms.get(url.pathname) : undefined;
    if (form !== undefined) return form(new URLSearchParams(await text(request)), request);
    const route = routes.get(url.pathname);
    if (route === undefined) return { status: 404, json: { error: 'not_found' } };
    if (request.method !== 'GET') return { status: 405, json: { error: 'method_not_allowed' } };
    return route(url, request);
  }

  return {
    add: (path, route) => routes.set(path, route),
    addForm: (path, route) => forms.set(path, route),
    countOf: (prefix) =>
      [...counts].reduce((sum, [path, count]) => (path.startsWith(prefix) ? sum + count : sum), 0),
    handler: (request, response) => {
      answer(request).then(
        (result) => send(response, result),
        (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
      );
    },
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const [type, body] =
    'json' in answer ? ['application/json', JSON.stringify(answer.json)] : ['text/plain', answer.text];
  response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers }).end(body);
}
