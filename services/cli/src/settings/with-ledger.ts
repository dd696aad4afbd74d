import { existsSync } from 'node:fs';
import { type Ledger, openLedger, sqlitePath } from '@cambio/ledger';
import { err, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';

/** Reads from the ledger that the settings name, and lets go of it. A gateway may be running on it. */
export async function withLedger<T>(
  { ledger: { url } }: Settings,
  { now }: Terminal,
  read: (ledger: Ledger) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  const path = sqlitePath(url);
  // Opening makes a store where there is none, and a question must not.
  if (path !== undefined && !existsSync(path)) return err(noStore(`${path} is not there`));
  const ledger = await openLedger({ url, now });
  if (!ledger.ok) return err(noStore(ledger.error.reason));
  try {
    return await read(ledger.value);
  } finally {
    await ledger.value.close();
  }
}

export function noStore(detail: string): Problem {
  return {
    exit: EXIT.unreachable,
    message: `the store cannot be opened: ${detail}`,
    hint: 'Name the settings of the gateway with --config, or its folder with --data.',
  };
}
