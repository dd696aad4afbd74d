import { randomUUID } from 'node:crypto';
import { freePort, type Platform, startIssuer } from '@cambio/testkit';
import { packagedCambio } from '../gateway/packaged.ts';
import { startGateway } from '../gateway/start-gateway.ts';
import { trustOf } from '../platforms/trust.ts';
import { type Bench, CONNECTIONS } from './bench.ts';
import { tokenRequests } from './load/forms.ts';
import { openInspector } from './load/inspector.ts';
import { residentMemory } from './load/process-figures.ts';
import { slope } from './report/statistics.ts';
import { type Column, type Report, reportOf } from './report/table.ts';

const BATCH = 10_000;
/** Workloads that come in turn. */
const WORKLOADS = 1000;
/** Seconds: longer than any batch takes. */
const NO_LIMIT = 600;

interface Row {
  readonly exchanges: number;
  /** Megabytes, all garbage collected. */
  readonly heap: number;
  /** Megabytes. */
  readonly resident: number;
  /** Megabytes by which each grows in a million exchanges, by all samples from a fifth of the run on. */
  readonly heapGrowth: number;
  readonly residentGrowth: number;
}

type Sample = Pick<Row, 'exchanges' | 'heap' | 'resident'>;

const COLUMNS: readonly Column<Row>[] = [
  ['exchanges', ({ exchanges }) => String(exchanges)],
  ['heap MB', ({ heap }) => heap.toFixed(1)],
  ['resident MB', ({ resident }) => resident.toFixed(0)],
  ['heap MB/10⁶', ({ heapGrowth }) => heapGrowth.toFixed(1)],
  ['resident MB/10⁶', ({ residentGrowth }) => residentGrowth.toFixed(1)],
];

/**
 * Whether a gateway holds more memory the longer it runs. Its tokens are signed with ES256, which takes the issuer a
 * tenth of the time; the next are signed while it exchanges the last.
 */
export async function soak({ gateway, load, processor }: Bench, exchanges: number): Promise<Report> {
  const issuer = await startWorkloads();
  const inspected = await freePort();
  const running = await startGateway({
    trust: trustOf({
      issuer: { id: 'work', provider: 'oidc', url: issuer.issuer, audiences: [gateway] },
      match: { project: 'soak' },
    }),
    env: { NODE_OPTIONS: `--inspect=127.0.0.1:${inspected}` },
    processors: processor,
    program: await packagedCambio(),
  });
  const inspector = await openInspector(inspected);
  const samples: Sample[] = [];
  let next = tokenRequests(issuer, gateway, BATCH);
  for (let done = 0; done < exchanges; ) {
    const bodies = await next;
    next = tokenRequests(issuer, gateway, BATCH);
    const { answered } = await load.make({
      pid: running.pid,
      origin: running.issuer,
      path: '/token',
      bodies,
      connections: CONNECTIONS,
      seconds: NO_LIMIT,
      arrivals: { kind: 'busy' },
    });
    if (answered < bodies.length) throw new Error(`${bodies.length - answered} requests were refused`);
    done += answered;
    const heap = await inspector.heap();
    samples.push({ exchanges: done, heap, resident: residentMemory(running.pid) });
    process.stderr.write(`${done} ${heap.toFixed(1)} MB\n`);
  }
  await next;
  inspector.close();
  await running.stop();
  await issuer.close();
  return reportOf(COLUMNS, rowsOf(samples));
}

/** Ten of the samples, and the growth by them all. */
function rowsOf(samples: readonly Sample[]): readonly Row[] {
  const settled = samples.slice(Math.floor(samples.length / 5));
  const growth = (figure: (sample: Sample) => number) =>
    slope(settled.map((sample) => [sample.exchanges / 1e6, figure(sample)]));
  const heapGrowth = growth(({ heap }) => heap);
  const residentGrowth = growth(({ resident }) => resident);
  const every = Math.ceil(samples.length / 10);
  return samples
    .filter((_, index) => (index + 1) % every === 0)
    .map((sample) => ({ ...sample, heapGrowth, residentGrowth }));
}

async function startWorkloads(): Promise<Platform> {
  let issued = 0;
  const { platform } = await startIssuer(
    {
      name: 'work',
      algorithm: 'ES256',
      jwksPath: '/keys',
      claims: (now) => ({
        sub: `workload-${issued++ % WORKLOADS}`,
        jti: randomUUID(),
        project: 'soak',
        iat: now,
        nbf: now,
        exp: now + 300,
      }),
    },
    { now: Date.now },
  );
  return platform;
}
