import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { MarksOpenFailure, MarksStore } from '../marks-store.ts';
import { type Connection, connect, type TlsFiles } from './connect.ts';
import { evictsMarks } from './eviction.ts';
import { tellFaults } from './faults.ts';
import { type Link, linkTo } from './link.ts';
import type { RedisUrl } from './redis-url.ts';
import { redisReservations } from './reservations.ts';
import { sharedRateLimits } from './shared-rate-limits.ts';
import { sharedSignal } from './shared-signal.ts';

export interface RedisMarksOptions {
  readonly url: RedisUrl;
  readonly tls: TlsFiles;
  /** Replicas of Redis that must have a reservation before it is answered. */
  readonly acknowledgements: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told why, whenever the store was at fault: for the operator's log. */
  readonly onFault: (error: Error) => void;
}

/** How often a server that can't be reached is tried before opening fails; each takes up to a second. */
const ATTEMPTS = 5;

/** Marks on Redis, for any number of machines. */
export async function openRedisMarks(
  options: RedisMarksOptions,
): Promise<Result<MarksStore, MarksOpenFailure>> {
  let first: Error | undefined;
  let onFault = (error: Error): void => {
    first ??= error;
  };
  const tell = tellFaults((error) => onFault(error), options.now);
  const open = () => connect(options.url, options.tls).on('error', tell);
  const connection = open();
  const link = linkTo(connection, tell);
  const evicts = await firstAnswer(link);
  if (!evicts.ok || evicts.value) {
    await link.close();
    if (evicts.ok) return err({ reason: 'marks_evicted' });
    return err({ reason: 'marks_unreachable', detail: first?.message ?? 'no answer' });
  }
  onFault = options.onFault;
  const subscriber = open();
  return ok({
    reserve: redisReservations(link, { ...options, together: options.url.topology !== 'cluster' }),
    ...sharedRateLimits(connection, link),
    ...sharedSignal(subscriber, link),
    ping: () => ping(link),
    time: () => link.run(readTime),
    sweep: async () => ok(0),
    async close() {
      subscriber.disconnect();
      await link.close();
    },
  });
}

/** Whether it evicts, which is the first that is asked. */
async function firstAnswer(link: Link): Promise<Result<boolean, Unavailable>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await link.run(evictsMarks);
    if (answer.ok || attempt === ATTEMPTS) return answer;
  }
}

async function readTime(redis: Connection): Promise<number> {
  const [seconds, microseconds] = (await redis.time()).map(Number);
  return (seconds ?? Number.NaN) * 1000 + Math.floor((microseconds ?? Number.NaN) / 1000);
}

function ping(link: Link): ReturnType<MarksStore['ping']> {
  return link.run(async (redis) => void (await redis.ping()));
}
