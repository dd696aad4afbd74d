import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Ledger, openLedger } from '../src/index.ts';
import { NOW } from './decisions.ts';

/** A SQLite ledger whose file somebody else has open, too. */
export interface LedgerFile {
  readonly ledger: Ledger;
  readonly other: DatabaseSync;
  /** What the ledger has told of its store. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export async function openLedgerFile(): Promise<LedgerFile> {
  const directory = mkdtempSync(join(tmpdir(), 'cambio-ledger-'));
  const path = join(directory, 'cambio.db');
  const faults: string[] = [];
  const onFault = (error: Error) => faults.push(error.message);
  const opened = await openLedger({ url: `sqlite:${path}`, now: () => NOW, onFault });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const ledger = opened.value;
  const other = new DatabaseSync(path, { timeout: 0 });
  return {
    ledger,
    other,
    faults,
    async close() {
      await ledger.close();
      other.close();
      rmSync(directory, { recursive: true });
    },
  };
}
