import { randomInt } from 'node:crypto';
import { listen } from './server.ts';

/** Below those that systems give to whoever connects (Linux: from 32768), so that no connection takes one meanwhile. */
const PORTS = { least: 20_000, beyond: 32_000 };

/**
 * A loopback port that was free a moment ago: for programs that have to be told their port before they listen, where it can't be
 * left to chance as elsewhere.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.least, PORTS.beyond);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  try {
    const server = await listen(() => {}, { port });
    await server.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}
