/** The process that makes the load: takes one order after the other from its parent, and answers each with what came of it. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { type Connection, openConnection } from './connection.ts';
import type { Arrivals, Order, Stretch } from './order.ts';

process.on('message', async (order: Order) => process.send?.(await carryOut(order)));

async function carryOut(order: Order): Promise<Stretch> {
  const origin = new URL(order.origin);
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => openConnection(origin)),
  );
  const requests = order.bodies.map((body) => requestOf(order, origin, body));
  const stretch = await drive(connections, requests, order);
  for (const connection of connections) connection.close();
  return stretch;
}

function requestOf({ path, headers = {} }: Order, { host }: URL, body: string): Buffer {
  const lines = Object.entries({
    Host: host,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** Sends what is due on connections that are free, until the time is over or there is nothing left. */
function drive(
  connections: readonly Connection[],
  requests: readonly Buffer[],
  { seconds, arrivals, retry }: Order,
): Promise<Stretch> {
  const tally = { answered: 0, turnedAway: 0, refused: 0 };
  const latencies = createHistogram();
  const lateness = createHistogram();
  const again: Buffer[] = [];
  const free = [...connections];
  const underWay = new Set<Connection>();
  const used = process.cpuUsage();
  const start = performance.now();
  const end = start + seconds * 1000;
  const schedule = scheduleOf(arrivals, start);
  let next = 0;
  let sent = 0;

  return new Promise((resolve) => {
    /** Whether there is more to come. */
    function sendDue(now: number): boolean {
      if (now >= end) return false;
      while (free.length > 0 && schedule.due() <= now) {
        const request = again.pop() ?? requests[next++];
        if (request === undefined) return false;
        send(request, schedule.due(), now);
        schedule.advance();
      }
      return true;
    }

    function send(request: Buffer, dueAt: number, now: number): void {
      const connection = free.pop();
      if (connection === undefined) throw new Error('no connection is free');
      const due = dueAt === 0 ? now : dueAt;
      sent++;
      underWay.add(connection);
      record(lateness, now - due);
      connection.send(request, (status) => {
        const answeredAt = performance.now();
        underWay.delete(connection);
        free.push(connection);
        if (retry && status === 503) again.push(request);
        if (answeredAt < end) count(status, answeredAt - due);
        if (arrivals.kind !== 'busy') return;
        if (!sendDue(answeredAt) && underWay.size === 0) finish();
      });
    }

    function count(status: number, latency: number): void {
      if (status === 200) record(latencies, latency);
      tally[status === 200 ? 'answered' : status === 503 ? 'turnedAway' : 'refused'] += 1;
    }

    /** Looks at the clock as often as it can: timers are a millisecond late and send in bursts. */
    function keepTime(): void {
      if (sendDue(performance.now()) || underWay.size > 0) setImmediate(keepTime);
      else finish();
    }

    function finish(): void {
      const { user, system } = process.cpuUsage(used);
      const lasted = Math.min(performance.now(), end) - start;
      resolve({
        ...tally,
        seconds: lasted / 1000,
        unsent: schedule.overdue(end),
        p50: latencies.percentile(50) / 1000,
        p99: latencies.percentile(99) / 1000,
        longest: latencies.max / 1000,
        lateP99: lateness.percentile(99) / 1000,
        ownProcessor: (user + system) / sent,
      });
    }

    if (arrivals.kind === 'busy') sendDue(start);
    else keepTime();
  });
}

/** Microseconds: a histogram takes nothing below 1. */
function record(histogram: RecordableHistogram, milliseconds: number): void {
  histogram.record(Math.max(1, Math.round(milliseconds * 1000)));
}

interface Schedule {
  /** When the next request is due; 0 for at once. */
  due(): number;
  advance(): void;
  /** How many are due by then and were not sent. */
  overdue(end: number): number;
}

function scheduleOf(arrivals: Arrivals, start: number): Schedule {
  if (arrivals.kind === 'busy') return { due: () => 0, advance: () => undefined, overdue: () => 0 };
  const { kind, rate } = arrivals;
  const gap = () => ((kind === 'even' ? 1 : -Math.log(1 - Math.random())) * 1000) / rate;
  let due = start + gap();
  return {
    due: () => due,
    advance: () => {
      due += gap();
    },
    overdue: (end) => Math.max(0, Math.round(((end - due) / 1000) * rate)),
  };
}
