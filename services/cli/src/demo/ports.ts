import { createServer } from 'node:net';

/** The addresses of a demo: no other machine can reach them. */
export const LOOPBACK = '127.0.0.1';

/** `wanted` where it is free, else any port that is. Between this answer and its use somebody else could take it. */
export async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}
