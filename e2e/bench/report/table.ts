import type { Contender } from '../contenders/contender.ts';
import type { Turn } from '../measure.ts';
import { median, spread } from './statistics.ts';

/** A contender's figures: medians over its turns. */
export interface Row {
  readonly contender: string;
  readonly exchangesPerSecond: number;
  readonly processorMicroseconds: number;
  /** Beside the first contender's. */
  readonly processorRatio: number;
  /** Of the processor time, between the turns. */
  readonly noise: number;
  readonly idleP50: number;
  readonly loadedP50: number;
  readonly loadedP99: number;
  readonly megabytes: number;
  readonly readyMilliseconds: number;
}

/** One row per contender; the first one is what the others are measured by. */
export function rowsOf(turns: ReadonlyMap<Contender, readonly Turn[]>): readonly Row[] {
  const rows = [...turns].map(([contender, taken]) => rowOf(contender, taken));
  const floor = rows[0]?.processorMicroseconds ?? Number.NaN;
  return rows.map((row) => ({ ...row, processorRatio: row.processorMicroseconds / floor }));
}

function rowOf(contender: Contender, turns: readonly Turn[]): Row {
  const of = (figure: (turn: Turn) => number) => median(turns.map(figure));
  return {
    contender: contender.name,
    exchangesPerSecond: of(({ peak }) => peak),
    processorMicroseconds: of(({ processor }) => processor),
    processorRatio: 1,
    noise: spread(turns.map(({ processor }) => processor)),
    idleP50: of(({ idle }) => idle.p50),
    loadedP50: of(({ loaded }) => loaded.p50),
    loadedP99: of(({ loaded }) => loaded.p99),
    megabytes: of(({ memory }) => memory),
    readyMilliseconds: contender.readyIn,
  };
}

const COLUMNS: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
  ['', ({ contender }) => contender],
  ['exchanges/s', (row) => row.exchangesPerSecond.toFixed(0)],
  ['CPU µs', (row) => row.processorMicroseconds.toFixed(0)],
  ['× floor', (row) => row.processorRatio.toFixed(2)],
  ['noise', (row) => `±${(row.noise * 50).toFixed(0)} %`],
  ['idle p50 ms', (row) => row.idleP50.toFixed(2)],
  ['70 % p50', (row) => row.loadedP50.toFixed(2)],
  ['70 % p99', (row) => row.loadedP99.toFixed(1)],
  ['× idle', (row) => (row.loadedP99 / row.idleP50).toFixed(1)],
  ['MB', (row) => row.megabytes.toFixed(0)],
  ['ready ms', (row) => row.readyMilliseconds.toFixed(0)],
];

export function tableOf(rows: readonly Row[]): string {
  const lines = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
