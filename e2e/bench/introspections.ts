import { z } from 'zod';
import { type Bench, CONNECTIONS, FIRST_GUESS } from './bench.ts';
import { cambio } from './contenders/cambio.ts';
import type { Contender } from './contenders/contender.ts';
import { tokenRequests } from './load/forms.ts';
import type { Order } from './load/order.ts';
import { median, spread } from './report/statistics.ts';
import { type Column, type Report, reportOf } from './report/table.ts';

const Issued = z.object({ access_token: z.string() });

interface Row {
  readonly operation: string;
  readonly perSecond: number;
  /** Microseconds each. */
  readonly processor: number;
  readonly noise: number;
  /** How many of them take the processor time of one exchange. */
  readonly perExchange: number;
}

const COLUMNS: readonly Column<Row>[] = [
  ['introspection', ({ operation }) => operation],
  ['/s', (row) => row.perSecond.toFixed(0)],
  ['CPU µs', (row) => row.processor.toFixed(0)],
  ['noise', (row) => `±${(row.noise * 50).toFixed(0)} %`],
  ['per exchange', (row) => row.perExchange.toFixed(2)],
];

type Figures = Pick<Row, 'perSecond' | 'processor'>;

/** How often one gateway can be asked about a token beside how often it can issue one. The two take turns. */
export async function introspections(bench: Bench): Promise<Report> {
  const { platform, gateway, seconds } = bench;
  const asked = await cambio('cambio')(platform, gateway, bench.processor);
  const [own, token] = [await issued(asked, bench), await issued(asked, bench)];
  const base = {
    pid: asked.pid,
    origin: asked.origin,
    connections: CONNECTIONS,
    seconds,
    arrivals: { kind: 'busy' } as const,
  };
  const taken = { exchange: [] as Figures[], introspection: [] as Figures[] };
  let expected = FIRST_GUESS;
  for (let round = 0; round <= bench.rounds; round++) {
    const bodies = await tokenRequests(platform, gateway, Math.ceil(expected * seconds * 1.5));
    const exchange = await figuresOf(bench, { ...base, path: '/token', bodies });
    expected = exchange.perSecond;
    const introspection = await figuresOf(bench, {
      ...base,
      path: '/introspect',
      headers: { Authorization: `Bearer ${own}` },
      bodies: new Array<string>(Math.ceil(expected * seconds * 4)).fill(`token=${token}`),
    });
    // The first round warms up.
    if (round === 0) continue;
    taken.exchange.push(exchange);
    taken.introspection.push(introspection);
  }
  await asked.stop();
  const [exchange, introspection] = [mediansOf(taken.exchange), mediansOf(taken.introspection)];
  const rows = [
    { operation: 'exchange', ...exchange, perExchange: 1 },
    {
      operation: 'introspection',
      ...introspection,
      perExchange: exchange.processor / introspection.processor,
    },
  ];
  return reportOf(COLUMNS, rows);
}

async function figuresOf({ load }: Bench, order: Order): Promise<Figures> {
  const { answered, refused, turnedAway, seconds, processor } = await load.make(order);
  if (refused + turnedAway > 0) throw new Error(`${refused + turnedAway} requests were refused`);
  return { perSecond: answered / seconds, processor };
}

function mediansOf(figures: readonly Figures[]) {
  const processor = figures.map((each) => each.processor);
  return {
    perSecond: median(figures.map(({ perSecond }) => perSecond)),
    processor: median(processor),
    noise: spread(processor),
  };
}

/** Stands for the audience. */
async function issued({ origin }: Contender, { platform, gateway }: Bench): Promise<string> {
  const [body] = await tokenRequests(platform, gateway, 1);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${origin}/token`, { method: 'POST', headers, body: body ?? '' });
  return Issued.parse(await answer.json()).access_token;
}
