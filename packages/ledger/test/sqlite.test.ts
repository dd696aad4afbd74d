import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, type LedgerOptions, openLedger } from '../src/index.ts';
import { ledgerConformance } from './conformance.ts';
import { testClock } from './ledger-under-test.ts';

async function open(options: LedgerOptions): Promise<Ledger> {
  const ledger = await openLedger(options);
  if (!ledger.ok) throw new Error(JSON.stringify(ledger.error));
  return ledger.value;
}

ledgerConformance('SQLite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'cambio-ledger-'));
  const clock = testClock();
  const opened: Ledger[] = [];
  const another = async () => {
    const ledger = await open({ url: `sqlite:${join(directory, 'cambio.db')}`, now: clock.now });
    opened.push(ledger);
    return ledger;
  };
  return {
    ledger: await another(),
    another,
    clock,
    close: async () => {
      for (const ledger of opened) await ledger.close();
      rmSync(directory, { recursive: true });
    },
  };
});
