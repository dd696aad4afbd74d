import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a gateway and its Redis. */
export interface Proxy {
  readonly url: string;
  /** Passes the next command on, and cuts the connection once the answer to it comes. */
  readonly loseNextAnswer: () => void;
  /** How many answers were lost so. */
  readonly lost: () => number;
  readonly close: () => Promise<void>;
}

export async function startProxy(port: number): Promise<Proxy> {
  let losing = false;
  let lost = 0;
  const sockets = new Set<Socket>();
  const server = createServer((caller) => {
    const redis = connect(port, '127.0.0.1');
    const cut = () => [caller, redis].map((socket) => socket.destroy());
    for (const socket of [caller, redis]) socket.on('error', cut).on('close', cut);
    sockets.add(caller).add(redis);
    let asked = false;
    caller.on('data', (bytes) => {
      asked = losing;
      redis.write(bytes);
    });
    redis.on('data', (bytes) => {
      if (!asked) return caller.write(bytes);
      losing = false;
      lost += 1;
      return cut();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('listens on no port');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    loseNextAnswer: () => {
      losing = true;
    },
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
