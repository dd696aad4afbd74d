import { err, ok, type Result } from '@cambio/oauth';
import type { MarksOpenFailure, MarksStore } from '../marks-store.ts';
import { connect, type TlsFiles } from './connect.ts';
import { tellFaults } from './faults.ts';
import { type Link, linkTo } from './link.ts';
import type { RedisUrl } from './redis-url.ts';
import { type ReservationOptions, redisReservations } from './reservations.ts';
import { sharedRateLimits } from './shared-rate-limits.ts';
import { sharedSignal } from './shared-signal.ts';

export interface RedisMarksOptions extends ReservationOptions {
  readonly url: RedisUrl;
  readonly tls: TlsFiles;
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
  if (!(await answers(link))) {
    await link.close();
    return err({ reason: 'marks_unreachable', detail: first?.message ?? 'no answer' });
  }
  onFault = options.onFault;
  const subscriber = open();
  return ok({
    reserve: redisReservations(link, options),
    ...sharedRateLimits(connection, link),
    ...sharedSignal(subscriber, link),
    ping: () => ping(link),
    sweep: async () => ok(0),
    async close() {
      subscriber.disconnect();
      await link.close();
    },
  });
}

async function answers(link: Link): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if ((await ping(link)).ok) return true;
  }
  return false;
}

function ping(link: Link): ReturnType<MarksStore['ping']> {
  return link.run(async (redis) => void (await redis.ping()));
}
