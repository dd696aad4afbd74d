import { availableParallelism } from 'node:os';
import { type Bench, FIRST_GUESS } from './bench.ts';
import { cambio } from './contenders/cambio.ts';
import type { Contender, StartContender } from './contenders/contender.ts';
import { program } from './contenders/program.ts';
import { replica } from './contenders/replica.ts';
import type { Stretch } from './load/order.ts';
import { type Turn, takeTurn } from './measure.ts';
import { median, spread } from './report/statistics.ts';
import { type Column, type Report, reportOf } from './report/table.ts';

const CONTENDERS = [
  program('floor', './floor.ts'),
  program('oidc-provider, naive', './naive-provider.ts', 'jobs'),
  cambio('cambio, embedded'),
  replica('cambio, PostgreSQL + Redis'),
];

const EVERY = availableParallelism();
const PROCESSES = [
  cambio('cambio, one process'),
  cambio(`cambio, ${EVERY} processes`, ['--set', `workers=${EVERY}`]),
];

/** A contender's figures: medians over its turns. */
interface Row {
  readonly contender: string;
  readonly exchangesPerSecond: number;
  readonly processorMicroseconds: number;
  /** Beside the first contender's. */
  readonly processorRatio: number;
  /** Of the processor time, between the turns. */
  readonly noise: number;
  readonly idleP50: number;
  /** At 70 % of the peak. */
  readonly evenP50: number;
  readonly evenP99: number;
  /** Of the tenths of a second the middle one's. */
  readonly middleP99: number;
  /** What a queue has that is served as fast, by a loop that only counts: the machine's own part. */
  readonly machineP99: number;
  /** The same where each round is synced to a file before it counts: the machine's and its disk's part. */
  readonly diskP99: number;
  readonly poissonP99: number;
  /** Milliseconds by which the load itself was late. */
  readonly loadLateP99: number;
  /** Microseconds of the other processor that the load takes for a request. */
  readonly loadMicroseconds: number;
  readonly megabytes: number;
  readonly readyMilliseconds: number;
}

const COLUMNS: readonly Column<Row>[] = [
  ['exchanges', ({ contender }) => contender],
  ['/s', (row) => row.exchangesPerSecond.toFixed(0)],
  ['CPU µs', (row) => row.processorMicroseconds.toFixed(0)],
  ['× first', (row) => row.processorRatio.toFixed(2)],
  ['noise', (row) => `±${(row.noise * 50).toFixed(0)} %`],
  ['idle p50 ms', (row) => row.idleP50.toFixed(2)],
  ['70 % p50', (row) => row.evenP50.toFixed(2)],
  ['p99', (row) => row.evenP99.toFixed(2)],
  ['× idle', (row) => (row.evenP99 / row.idleP50).toFixed(1)],
  ['machine p99', (row) => row.machineP99.toFixed(2)],
  ['with its disk', (row) => row.diskP99.toFixed(2)],
  ['middle p99', (row) => row.middleP99.toFixed(2)],
  ['× idle', (row) => (row.middleP99 / row.idleP50).toFixed(1)],
  ['by chance p99', (row) => row.poissonP99.toFixed(2)],
  ['load late p99', (row) => row.loadLateP99.toFixed(2)],
  ['load µs', (row) => row.loadMicroseconds.toFixed(0)],
  ['MB', (row) => row.megabytes.toFixed(0)],
  ['ready ms', (row) => row.readyMilliseconds.toFixed(0)],
];

/** What an exchange costs, beside its floor and beside other ways to do it. */
export function exchanges(bench: Bench): Promise<Report> {
  return compare(CONTENDERS, bench.processor, bench);
}

/** What a gateway gains by a process for each processor. They share the last one with the load, which takes its part of it. */
export function processes(bench: Bench): Promise<Report> {
  return compare(PROCESSES, `0-${EVERY - 1}`, bench);
}

/** @param starts the first one is what the others are measured by */
async function compare(starts: readonly StartContender[], processors: string, bench: Bench): Promise<Report> {
  const contenders: Contender[] = [];
  for (const start of starts) contenders.push(await start(bench.platform, bench.gateway, processors));
  const turns = await takeTurns(contenders, bench);
  for (const contender of contenders) await contender.stop();
  return reportOf(COLUMNS, rowsOf(turns));
}

/** Contenders take turns, in another order each round. The first round warms everybody up and is not counted. */
async function takeTurns(
  all: readonly Contender[],
  bench: Bench,
): Promise<ReadonlyMap<Contender, readonly Turn[]>> {
  const taken = new Map<Contender, Turn[]>(all.map((contender) => [contender, []]));
  const expected = new Map<Contender, number>();
  for (let round = 0; round <= bench.rounds; round++) {
    for (const contender of [...all.slice(round % all.length), ...all.slice(0, round % all.length)]) {
      const turn = await takeTurn(contender, expected.get(contender) ?? FIRST_GUESS, bench);
      expected.set(contender, turn.peak);
      if (round > 0) taken.get(contender)?.push(turn);
    }
  }
  return taken;
}

function rowsOf(turns: ReadonlyMap<Contender, readonly Turn[]>): readonly Row[] {
  const rows = [...turns].map(([contender, taken]) => rowOf(contender, taken));
  const floor = rows[0]?.processorMicroseconds ?? Number.NaN;
  return rows.map((row) => ({ ...row, processorRatio: row.processorMicroseconds / floor }));
}

function rowOf(contender: Contender, turns: readonly Turn[]): Row {
  const of = (figure: (turn: Turn) => number) => median(turns.map(figure));
  const ofEven = (figure: (stretch: Stretch) => number) => of(({ even }) => figure(even));
  return {
    contender: contender.name,
    exchangesPerSecond: of(({ peak }) => peak),
    processorMicroseconds: of(({ busy }) => busy.processor),
    processorRatio: 1,
    noise: spread(turns.map(({ busy }) => busy.processor)),
    idleP50: of(({ idle }) => idle.p50),
    evenP50: ofEven(({ p50 }) => p50),
    evenP99: ofEven(({ p99 }) => p99),
    middleP99: ofEven(({ middleP99 }) => middleP99),
    machineP99: of(({ machineP99 }) => machineP99),
    diskP99: of(({ diskP99 }) => diskP99),
    poissonP99: of(({ poisson }) => poisson.p99),
    loadLateP99: ofEven(({ lateP99 }) => lateP99),
    loadMicroseconds: of(({ busy }) => busy.ownProcessor),
    megabytes: of(({ memory }) => memory),
    readyMilliseconds: contender.readyIn,
  };
}
