import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is where it is text. */
  readonly body?: unknown;
}

/** A server on a loopback socket, and all it was sent. */
export interface Server {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** The time it is in tests that have one, in seconds since the epoch. */
export const NOW = 1_800_000_000;

const DATE = new Date(NOW * 1000).toUTCString();

const open = new Set<Server>();

/** Listens on a free port, or on `port`; `closeServers` ends it. */
export async function serve(answer: (request: Received) => Reply, port = 0): Promise<Server> {
  const received: Received[] = [];
  const http = createServer(async (request, response) => {
    const { method = '', url: target = '', headers } = request;
    const seen = { method, target, headers, body: await text(request) };
    received.push(seen);
    const { status = 200, headers: sent = {}, body = {} } = answer(seen);
    response.writeHead(status, { 'content-type': 'application/json', date: DATE, ...sent });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address() as AddressInfo;
  const server: Server = {
    url: `http://127.0.0.1:${address.port}`,
    received,
    async close() {
      open.delete(server);
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  open.add(server);
  return server;
}

export async function closeServers(): Promise<void> {
  await Promise.all([...open].map((server) => server.close()));
}
