import type { Connection } from './connection.ts';
import type { Order, Stretch } from './order.ts';
import { scheduleOf } from './schedule.ts';
import { startTally } from './tally.ts';

type Drive = Pick<Order, 'pid' | 'seconds' | 'arrivals' | 'retry'>;

/**
 * Sends what is due on connections that are free, until the time is over or there is nothing left. Counts until then, or
 * until the last answer where there is nothing left; resolves when everything is answered.
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
    function goOn(now: number): void {
      const isOut = now < end && sendDue(now);
      const isDone = free.length === connections.length;
      if (now >= end || (isOut && isDone)) stretch ??= { ...tally.total(), unsent: schedule.overdue(now) };
      if (stretch !== undefined && isDone) resolve(stretch);
    }

    /** Whether there is nothing left. */
    function sendDue(now: number): boolean {
      while (free.length > 0 && schedule.due(now) <= now) {
        const request = again.pop() ?? requests[next++];
        if (request === undefined) return true;
        send(request, schedule.due(now), now);
      }
      return false;
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
        if (arrivals.kind === 'busy') goOn(answeredAt);
      });
    }

    /** Looks at the clock as often as it can: timers are a millisecond late, and send in bursts. */
    function keepTime(): void {
      goOn(performance.now());
      if (stretch === undefined || free.length < connections.length) setImmediate(keepTime);
    }

    if (arrivals.kind === 'busy') goOn(start);
    else keepTime();
  });
}
