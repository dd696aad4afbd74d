import { createHistogram } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'undici';

/** What one stretch of load came to. Latencies in milliseconds. */
export interface Slice {
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Requests {
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** One per request, each sent once; a slice ends early when they run out. */
  readonly bodies: readonly string[];
}

/** Every connection sends its next request as soon as it has the answer to the last. */
export function saturate(requests: Requests, connections: number, seconds: number): Promise<Slice> {
  return measure(requests, connections, async (next) => {
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end && (await next(performance.now())));
  });
}

/**
 * Requests become due at a fixed rate, whatever the answers do. Latency counts from when a request was due, so that a
 * server that stalls is charged for everyone who waited.
 */
export function atRate(requests: Requests, connections: number, rate: number): Promise<Slice> {
  const start = performance.now();
  let due = 0;
  return measure(requests, connections, async (next) => {
    for (;;) {
      const at = start + (due++ / rate) * 1000;
      const wait = at - performance.now();
      if (wait > 1) await pause(wait);
      if (!(await next(at))) return;
    }
  });
}

type Next = (due: number) => Promise<boolean>;

async function measure(
  { origin, path, headers, bodies }: Requests,
  connections: number,
  drive: (next: Next) => Promise<void>,
): Promise<Slice> {
  const latencies = createHistogram();
  const counts = { answered: 0, refused: 0 };
  let taken = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(origin);
      await drive(async (due) => {
        const body = bodies[taken++];
        if (body === undefined) return false;
        const answer = await client.request({
          method: 'POST',
          path,
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body,
        });
        await answer.body.arrayBuffer();
        latencies.record(Math.max(1, Math.round((performance.now() - due) * 1000)));
        counts[answer.statusCode === 200 ? 'answered' : 'refused'] += 1;
        return true;
      });
      await client.close();
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return { ...counts, seconds, p50: latencies.percentile(50) / 1000, p99: latencies.percentile(99) / 1000 };
}
