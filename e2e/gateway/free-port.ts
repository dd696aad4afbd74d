import { listen } from '@cambio/testkit';

/**
 * A loopback port that was free a moment ago. The gateway's issuer URL has to name its port before it listens, so it can't be
 * left to chance as elsewhere.
 */
export async function freePort(): Promise<number> {
  const server = await listen(() => {});
  await server.close();
  return Number(new URL(server.url).port);
}
