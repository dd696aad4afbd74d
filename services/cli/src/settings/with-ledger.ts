import { statSync } from 'node:fs';
import { type Ledger, type LedgerOpenFailure, openLedger, sqlitePath } from '@cambio/ledger';
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
  // Opening makes a file where there is none, or an empty one, and a question must not. Nor must it change a store that a
  // gateway of an older version works on.
  if (path !== undefined && !isMade(path)) return err(noStore(`${path} is not there, or empty`));
  const ledger = await openLedger({ url, now, mayUpgrade: false });
  if (!ledger.ok) return err(noStore(detailOf(ledger.error)));
  try {
    return await read(ledger.value);
  } finally {
    await ledger.value.close();
  }
}

/** Whether a SQLite file holds anything: one that does not is made by whoever opens it. */
export function isMade(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function detailOf(failure: LedgerOpenFailure): string {
  switch (failure.reason) {
    case 'schema_newer':
      return 'it was written by a newer version';
    case 'schema_older':
      return 'it is empty, or was written by an older version: start the gateway of this version first';
    case 'ledger_url_unsupported':
      return 'ledger.url names no store that is known here';
    case 'ledger_corrupt':
    case 'ledger_unreachable':
      return failure.detail;
  }
}

export function noStore(detail: string): Problem {
  return {
    exit: EXIT.unreachable,
    message: `the store cannot be opened: ${detail}`,
    hint: 'Name the settings of the gateway with --config, or its folder with --data.',
  };
}
