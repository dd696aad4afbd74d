import { type Bench, FIRST_GUESS } from './bench.ts';
import { cambio } from './contenders/cambio.ts';
import { tokenRequests } from './load/forms.ts';
import type { Order, Stretch } from './load/order.ts';
import { median, spread } from './report/statistics.ts';
import { type Column, type Report, reportOf } from './report/table.ts';

/** Times the peak. */
const ASKED = [1, 2, 5];
/** As many requests as a gateway serves at a time, and more than it has to. */
const CONNECTIONS = { peak: 256, overload: 2000 };

/** A second. */
interface Row {
  readonly asked: number;
  readonly sent: number;
  readonly served: number;
  /** Of the peak of the same round. */
  readonly goodput: number;
  readonly noise: number;
  /** Beside those at the peak: for each second of processor. */
  readonly goodputByProcessor: number;
  readonly turnedAway: number;
  readonly p50: number;
  readonly p99: number;
}

const COLUMNS: readonly Column<Row>[] = [
  ['overload', ({ asked }) => `${asked} × peak`],
  ['sent/s', (row) => row.sent.toFixed(0)],
  ['served/s', (row) => row.served.toFixed(0)],
  ['of peak', (row) => row.goodput.toFixed(2)],
  ['noise', (row) => `±${(row.noise * 50).toFixed(0)} %`],
  ['by CPU', (row) => row.goodputByProcessor.toFixed(2)],
  ['503/s', (row) => row.turnedAway.toFixed(0)],
  ['served p50 ms', (row) => row.p50.toFixed(0)],
  ['p99', (row) => row.p99.toFixed(0)],
];

/**
 * What a gateway still does when more is asked of it than it can do. Requests become due by the clock; those there is no
 * connection for are not sent, since a client that waits for an answer asks nothing.
 */
export async function overload(bench: Bench): Promise<Report> {
  const { platform, gateway, seconds, load } = bench;
  const { origin, pid, stop } = await cambio('cambio')(platform, gateway, bench.processor);

  async function stretch(tokens: number, how: Pick<Order, 'connections' | 'arrivals'>): Promise<Stretch> {
    const bodies = await tokenRequests(platform, gateway, Math.ceil(tokens * seconds));
    const made = await load.make({ pid, origin, path: '/token', bodies, retry: true, seconds, ...how });
    if (made.refused > 0) throw new Error(`${made.refused} requests were refused`);
    return made;
  }

  const taken = ASKED.map((): (readonly [peak: Stretch, over: Stretch])[] => []);
  let expected = FIRST_GUESS;
  for (let round = 0; round <= bench.rounds; round++) {
    for (const [index, times] of ASKED.entries()) {
      const peak = await stretch(expected * 1.5, {
        connections: CONNECTIONS.peak,
        arrivals: { kind: 'busy' },
      });
      expected = peak.answered / peak.seconds;
      const over = await stretch(expected * 1.5 + CONNECTIONS.overload / seconds, {
        connections: CONNECTIONS.overload,
        arrivals: { kind: 'poisson', rate: expected * times },
      });
      // The first round warms up.
      if (round > 0) taken[index]?.push([peak, over]);
    }
  }
  await stop();
  const rows = ASKED.map((times, index) => rowOf(times, taken[index] ?? []));
  return reportOf(COLUMNS, rows);
}

function rowOf(asked: number, pairs: readonly (readonly [peak: Stretch, over: Stretch])[]): Row {
  const of = (figure: (over: Stretch) => number) => median(pairs.map(([, over]) => figure(over)));
  const goodput = pairs.map(([peak, over]) => rateOf(over) / rateOf(peak));
  return {
    asked,
    sent: of((over) => (over.answered + over.turnedAway) / over.seconds),
    served: of(rateOf),
    goodput: median(goodput),
    noise: spread(goodput),
    goodputByProcessor: median(pairs.map(([peak, over]) => peak.processor / over.processor)),
    turnedAway: of((over) => over.turnedAway / over.seconds),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
  };
}

function rateOf({ answered, seconds }: Stretch): number {
  return answered / seconds;
}
