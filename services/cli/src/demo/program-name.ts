import type { Terminal } from '../terminal.ts';

/** The program as this user calls it: `pnpm start` from a clone puts no `cambio` on the path. */
export function programName({ env }: Pick<Terminal, 'env'>): string {
  return env.npm_lifecycle_event === undefined ? 'cambio' : 'npx pnpm cambio';
}
