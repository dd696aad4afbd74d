import type { Connection } from './connection.ts';
import type { Order, Stretch } from './order.ts';
import { scheduleOf } from './schedule.ts';
import { startTally } from './tally.ts';

type Drive = Pick<Order, 'pid' | 'seconds' | 'arrivals' | 'retry'>;

/**
 * Sends what is due on connections that are free, until the time is over or there is nothing left; resolves when
 * everything is answered. What is answered after the end does not count.
 */
export function drive(
  connections: readonly Connection[],
  requests: readonly Buffer[],
  { pid, seconds, arrivals, retry }: Drive,
): Promise<Stretch> {
  const free = [...connections];
  const again: Buffer[] = [];
  let next = 0;
  const tally = startTally(pid);
  const start = performance.now();
  const end = start + seconds * 1000;
  const schedule = scheduleOf(arrivals, start);
  let stretch: Stretch | undefined;

  return new Promise((resolve) => {
    function sendDue(now: number): void {
      while (stretch === undefined && free.length > 0 && schedule.due(now) <= now) {
        const request = now < end ? (again.pop() ?? requests[next++]) : undefined;
        if (request === undefined) stretch = { ...tally.total(), unsent: schedule.overdue(now) };
        else send(request, schedule.due(now), now);
      }
      if (stretch !== undefined && free.length === connections.length) resolve(stretch);
    }

    function send(request: Buffer, due: number, now: number): void {
      schedule.advance();
      tally.sent(now - due);
      const connection = free.pop();
      connection?.send(request, (status) => {
        const answeredAt = performance.now();
        free.push(connection);
        if (retry && status === 503) again.push(request);
        if (stretch === undefined) tally.answered(status, answeredAt - due);
        if (arrivals.kind === 'busy') sendDue(answeredAt);
      });
    }

    /** Looks at the clock as often as it can: timers are a millisecond late, and send in bursts. */
    function keepTime(): void {
      const now = performance.now();
      if (now >= end) stretch ??= { ...tally.total(), unsent: schedule.overdue(now) };
      sendDue(now);
      if (stretch === undefined || free.length < connections.length) setImmediate(keepTime);
    }

    if (arrivals.kind === 'busy') sendDue(start);
    else keepTime();
  });
}
