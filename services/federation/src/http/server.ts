import { constants } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import {
  createServer as createTlsServer,
  type Server as TlsServer,
  type ServerOptions as TlsServerOptions,
} from 'node:https';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { TlsMaterial } from '../certificate/files.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Whether workers of one program have an address each, instead of one together. Default false. */
  readonly exclusive?: boolean;
  /** Bytes. */
  readonly headerLimit: number;
  readonly maxConnections: number;
  /** Absent: it speaks http. */
  readonly tls?: TlsMaterial;
}

export interface RunningServer {
  /** Where it can be reached, with the port that was really taken. */
  readonly url: string;
  /** What connections from now on are served with; those that are open keep what they have. */
  renew(tls: TlsMaterial): void;
  /** Takes no new connections, lets what is in flight finish for as long as a request may take, then closes. */
  close(): Promise<void>;
}

/** Milliseconds: how long one client may hold a connection without getting anywhere. */
export interface Patience {
  readonly handshake: number;
  readonly headers: number;
  readonly request: number;
  readonly idle: number;
  /**
   * While its request is served, or its answer is on the way: nothing comes, and nothing is taken. Up to twice as long, since
   * Node looks no more often.
   */
  readonly stalled: number;
  /** How often requests are looked at for having taken too long. */
  readonly lookEvery: number;
}

const PATIENCE: Patience = {
  handshake: 10_000,
  headers: 10_000,
  request: 30_000,
  idle: 65_000,
  stalled: 120_000,
  lookEvery: 1000,
};

export async function listen(
  handler: RequestListener,
  options: ServerOptions,
  patience = PATIENCE,
): Promise<RunningServer> {
  const { host, port, exclusive = false, headerLimit, maxConnections, tls } = options;
  const bounds = {
    maxHeaderSize: headerLimit,
    headersTimeout: patience.headers,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.idle,
    connectionsCheckingInterval: patience.lookEvery,
  };
  const secure = tls && createSecureServer(tls, { ...bounds, handshakeTimeout: patience.handshake }, handler);
  const server: Server = secure ?? createServer(bounds, handler);
  const connections = connectionsOf(server, secure ? 'secureConnection' : 'connection');
  server.timeout = patience.stalled;
  server.maxConnections = maxConnections;
  // Or workers that are full would pass a connection round for ever. Not in Node's types.
  Object.assign(server, { dropMaxConnection: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive }, resolve);
  });
  return {
    url: `${secure ? 'https' : 'http'}://${authorityOf(server, host)}`,
    renew: (renewed) => secure?.setSecureContext(contextOf(renewed)),
    close: () => close(server, connections, patience),
  };
}

/**
 * Asks every client for a certificate and goes on without one: what it is good for is for the caller to find out
 * (`certificate/presented.ts`). With one that no authority of ours vouches for, too: it can bind a token (RFC 8705 §4).
 */
function createSecureServer(tls: TlsMaterial, bounds: TlsServerOptions, handler: RequestListener): TlsServer {
  return createTlsServer(
    {
      ...bounds,
      ...contextOf(tls),
      requestCert: true,
      rejectUnauthorized: false,
    },
    handler,
  );
}

/** Without `ca` Node would believe every public authority; with an empty list it believes nobody. */
function contextOf({ cert, key, clientCa, clientCrl }: TlsMaterial): SecureContextOptions {
  return {
    cert,
    key,
    ca: clientCa === undefined ? [] : [clientCa],
    ...(clientCrl !== undefined && { crl: clientCrl }),
    minVersion: 'TLSv1.2',
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  };
}

function authorityOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function connectionsOf(server: Server, event: 'connection' | 'secureConnection'): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on(event, (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}

/** Milliseconds between two looks for connections that are kept alive, and have nothing to do. */
const LOOK_EVERY = 20;

/**
 * Not by a server's own `close` for HTTP, which looks no more for clients that get nowhere: whoever says nothing, or half of
 * what they have to say, would be waited for without end. So would whoever does not take their answer.
 */
function close(server: Server, connections: ReadonlySet<Socket>, { request }: Patience): Promise<void> {
  return new Promise((resolve, reject) => {
    const closeIdle = () => {
      // Node takes a connection for idle while its last answer is still on the way, and would cut that off.
      if (![...connections].some(({ writableLength }) => writableLength > 0)) server.closeIdleConnections();
    };
    const look = setInterval(closeIdle, LOOK_EVERY);
    const last = setTimeout(() => server.closeAllConnections(), request);
    NetServer.prototype.close.call(server, (error) => {
      clearInterval(look);
      clearTimeout(last);
      // There is nobody left to look for.
      server.close();
      if (error === undefined) resolve();
      else reject(error);
    });
    closeIdle();
  });
}
