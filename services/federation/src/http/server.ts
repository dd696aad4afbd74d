import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Bytes. */
  readonly headerLimit: number;
}

export interface RunningServer {
  /** Where it can be reached, with the port that was really taken. */
  readonly url: string;
  /** Takes no new connections, lets what is in flight finish, then closes. */
  close(): Promise<void>;
}

/** Milliseconds: bounds on how long one client may hold a connection without getting anywhere. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;
const KEEP_ALIVE_TIMEOUT = 65_000;

export async function listen(handler: RequestListener, options: ServerOptions): Promise<RunningServer> {
  const server = createServer({ maxHeaderSize: options.headerLimit }, handler);
  server.headersTimeout = HEADERS_TIMEOUT;
  server.requestTimeout = REQUEST_TIMEOUT;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT;
  server.on('request', (_request, response) => response.once('close', () => releaseIfClosing(server)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return { url: urlOf(server, options.host), close: () => close(server) };
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A kept-alive connection counts as idle only after its answer is out, so a closing server looks again then. */
function releaseIfClosing(server: Server): void {
  if (!server.listening) setImmediate(() => server.closeIdleConnections());
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeIdleConnections();
  });
}
