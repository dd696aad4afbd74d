import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

/** An HTTP proxy that tunnels (RFC 9110 §9.3.6), to this machine whatever name it is asked for. */
export interface ForwardProxy {
  readonly url: string;
  /** What it was asked to connect to, in order. */
  readonly tunnels: readonly string[];
  /** From now on it takes requests and does not answer. */
  readonly stall: () => void;
  readonly close: () => Promise<void>;
}

export async function startProxy(): Promise<ForwardProxy> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  let stalled = false;
  const server = createServer().on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? '';
    tunnels.push(target);
    if (stalled) return;
    const upstream = connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    sockets.add(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('not listening on TCP');
  return {
    url: `http://127.0.0.1:${address.port}`,
    tunnels,
    stall: () => {
      stalled = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
