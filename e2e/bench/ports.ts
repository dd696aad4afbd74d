import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, openLedger } from '@cambio/ledger';
import { type MarksStore, openMarks } from '@cambio/marks';
import type { Result } from '@cambio/oauth';
import { startPostgres, startRedis } from '@cambio/testkit/daemons';
import type { Bench } from './bench.ts';
import { decisionOfJob } from './load/decision.ts';
import { median, quantile } from './report/statistics.ts';
import { type Column, type Report, reportOf } from './report/table.ts';

/** How many call at a time. */
const CALLERS = [1, 16];
const CALLS_A_TURN = 1000;
const TURNS_A_ROUND = 4;

type Call = () => Promise<Result<unknown, unknown>>;

interface Contender {
  readonly name: string;
  readonly call: Call;
  readonly callers: number;
}

interface Row {
  readonly name: string;
  readonly callers: number;
  /** Microseconds of this process's processor time, not of the stores', for each call. Other programs only ever add to it. */
  readonly best: number;
  readonly median: number;
}

const COLUMNS: readonly Column<Row>[] = [
  ['port', ({ name }) => name],
  ['callers', ({ callers }) => String(callers)],
  ['CPU µs, best tenth', ({ best }) => best.toFixed(1)],
  ['median', (row) => row.median.toFixed(1)],
];

/** What it takes a gateway's process to have a token taken for used, and its decision recorded, in each kind of store. */
export async function ports({ rounds }: Pick<Bench, 'rounds'>): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-bench-'));
  const file = `sqlite:${join(folder, 'cambio.db')}`;
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const ledgers = {
    SQLite: await ledgerAt(file),
    PostgreSQL: await ledgerAt(await postgres.createDatabase()),
  };
  const marks = { SQLite: await marksAt(file, ledgers.SQLite), Redis: await marksAt(redis.url) };
  const calls = [
    ...Object.entries(marks).map(([store, port]) => ({ name: `reserve, ${store}`, call: reserveIn(port) })),
    ...Object.entries(ledgers).map(([store, port]) => ({ name: `record, ${store}`, call: recordIn(port) })),
  ];
  const contenders = CALLERS.flatMap((callers) => calls.map((call) => ({ ...call, callers })));
  const rows = await takeTurns(contenders, rounds * TURNS_A_ROUND);
  for (const store of [...Object.values(marks), ...Object.values(ledgers)]) await store.close();
  await Promise.all([postgres.stop(), redis.stop(), rm(folder, { recursive: true })]);
  return reportOf(COLUMNS, rows);
}

/** The first few warm everything up, and are not counted. */
async function takeTurns(contenders: readonly Contender[], turns: number): Promise<readonly Row[]> {
  const taken = contenders.map((): number[] => []);
  for (let turn = -TURNS_A_ROUND; turn < turns; turn++) {
    for (const [index, contender] of contenders.entries()) {
      const used = await processorTime(contender);
      if (turn >= 0) taken[index]?.push(used);
    }
  }
  return contenders.map(({ name, callers }, index) => {
    const times = taken[index] ?? [];
    return { name, callers, best: quantile(times, 0.1), median: median(times) };
  });
}

async function processorTime({ call, callers }: Contender): Promise<number> {
  let left = CALLS_A_TURN;
  const comeAgain = async () => {
    while (left-- > 0) {
      const answer = await call();
      if (!answer.ok) throw new Error(`refused: ${answer.error}`);
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: callers }, comeAgain));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS_A_TURN;
}

function reserveIn({ reserve }: MarksStore): Call {
  return () => {
    const expiresAt = Math.floor(Date.now() / 1000) + 300;
    return reserve(`https://issuer.acme.example ${randomUUID()}`, expiresAt, expiresAt);
  };
}

function recordIn({ decisions }: Ledger): Call {
  return () => {
    const { record, token } = decisionOfJob(Date.now());
    return decisions.record(record, token);
  };
}

async function ledgerAt(url: string): Promise<Ledger> {
  return opened(await openLedger({ url, now: Date.now }));
}

async function marksAt(url: string, beside?: Ledger): Promise<MarksStore> {
  return opened(await openMarks({ url, ledger: beside?.sqlite, now: Date.now }));
}

function opened<T>(result: Result<T, { readonly reason: string }>): T {
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}
