/**
 * How long the first page of a search takes, by each filter: `node bench/search.ts [URL] [DECISIONS]`. The store is filled in
 * bulk, with records of the size that an exchange leaves; it has to be an empty one. Without a URL: SQLite, in a folder of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { DecisionFilter } from '../src/index.ts';
import { openLedger } from '../src/index.ts';

const [given, count = '1000000'] = process.argv.slice(2);
const decisions = Number(count);
const folder = await mkdtemp(join(tmpdir(), 'cambio-bench-'));
const url = given ?? `sqlite:${join(folder, 'cambio.db')}`;

/** Milliseconds since the epoch of the first one; one each second. */
const BEGIN = 1_800_000_000_000;

/** Each is the thousandth part of a mapping's, the hundred-thousandth of a workload's; one in all is denied by a reason of its own. */
const COLUMNS = `
  'd-' || i,
  ${BEGIN} + i * 1000,
  case when i % 10 = 0 then 'deny' else 'allow' end,
  case when i = 1000 then 'binding_required' when i % 10 = 0 then 'claim_mismatch' end,
  'm-' || (i * 7919 % 1000),
  't-' || (i % 20),
  'i-' || (i % 5),
  'w-' || (i * 104729 % 100000),
  'n', 'read', 'bench', i + 1, 'hash'`;

const INTO =
  'insert into decision (id, at, outcome, reason, mapping, target, issuer, workload, name, asked_scopes, chain, seq, hash, body)';

const BODY = JSON.stringify({
  id: 'd',
  at: BEGIN,
  revision: 'r1',
  outcome: 'allow',
  subject: { issuer: 'i', workload: 'w', name: 'n', claims: { padding: 'x'.repeat(1000) }, tokenDigest: 'd' },
  asked: { binding: 'none', scopes: ['read'] },
});

const FILTERS: readonly DecisionFilter[] = [
  {},
  { outcome: 'deny' },
  { reason: 'claim_mismatch' },
  { reason: 'binding_required' },
  { reason: 'never' },
  { mapping: 'm-7' },
  { mapping: 'never' },
  { target: 't-7' },
  { issuer: 'i-3' },
  { workload: 'w-7' },
  { workload: 'never' },
  { workload: 'w-7', outcome: 'deny' },
  { since: BEGIN + (decisions - 3600) * 1000, workload: 'never' },
];

try {
  const ledger = await openLedger({ url, now: Date.now });
  if (!ledger.ok) throw new Error(ledger.error.reason);
  await fill();
  for (const filter of FILTERS) {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < 3; round += 1) {
      const begin = performance.now();
      const page = await ledger.value.decisions.list({ ...filter, limit: 51 });
      times.push(performance.now() - begin);
      found = page.ok ? page.value.length : -1;
    }
    const best = Math.min(...times).toFixed(1);
    process.stdout.write(
      `${best.padStart(8)} ms  ${String(found).padStart(3)} found  ${JSON.stringify(filter)}\n`,
    );
  }
  await ledger.value.close();
} finally {
  await rm(folder, { recursive: true });
}

async function fill(): Promise<void> {
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length));
    const numbers = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${decisions - 1})`;
    database.prepare(`${INTO} ${numbers} select ${COLUMNS}, ? from n`).run(BODY);
    database.exec('analyze');
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `${INTO} select ${COLUMNS}, $1 from generate_series(0::bigint, ${decisions - 1}) as n(i)`,
    [BODY],
  );
  await client.query('analyze decision');
  await client.end();
}
