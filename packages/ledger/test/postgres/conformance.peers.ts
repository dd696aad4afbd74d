import { type Postgres, startPostgres } from '@cambio/testkit/daemons';
import { type Ledger, type LedgerOptions, openLedger } from '../../src/index.ts';
import { ledgerConformance } from '../conformance.ts';
import { testClock } from '../ledger-under-test.ts';
import { processConformance } from '../process-conformance.ts';

let postgres: Postgres;

before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

async function open(options: LedgerOptions): Promise<Ledger> {
  const ledger = await openLedger(options);
  if (!ledger.ok) throw new Error(JSON.stringify(ledger.error));
  return ledger.value;
}

ledgerConformance('PostgreSQL', async () => {
  const url = await postgres.createDatabase();
  const clock = testClock();
  const opened: Ledger[] = [];
  const another = async () => {
    const ledger = await open({ url, now: clock.now });
    opened.push(ledger);
    return ledger;
  };
  return {
    ledger: await another(),
    another,
    clock,
    close: async () => {
      for (const ledger of opened) await ledger.close();
    },
  };
});

processConformance('PostgreSQL', async () => ({
  url: await postgres.createDatabase(),
  remove: async () => undefined,
}));
