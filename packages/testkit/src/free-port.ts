import { listen } from './server.ts';

/**
 * A loopback port that was free a moment ago: for programs that have to be told their port before they listen, where it can't be
 * left to chance as elsewhere.
 */
export async function freePort(): Promise<number> {
  const server = await listen(() => {});
  await server.close();
  return Number(new URL(server.url).port);
}
