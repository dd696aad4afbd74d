import { hash, randomBytes } from 'node:crypto';
import { err, ok } from '@cambio/oauth';
import type { Marks } from '@cambio/sts';
import { GRACE, MINIMUM_HOLD } from '../hold.ts';
import type { Connection } from './connect.ts';
import type { Link } from './link.ts';

export interface ReservationOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Replicas of Redis that must have a reservation before it is answered. */
  readonly acknowledgements: number;
}

/** The arguments of one reservation, the same however often it is sent. */
type Reservation = readonly [key: string, attempt: string, end: number, now: number, keepFor: number];

/**
 * Takes KEYS[1] for the attempt ARGV[1] until ARGV[2], unless another attempt holds it at ARGV[3], and gives 1; else 0. The
 * attempt that holds it writes it again: its first answer got lost. Redis keeps it for ARGV[4] milliseconds, counted from
 * now, so that its clock need not agree with ours.
 */
const RESERVE = `
local held = redis.call('GET', KEYS[1])
if held then
  local attempt, ending = string.match(held, '^(%S+) (%d+)$')
  if attempt ~= ARGV[1] and (not ending or tonumber(ending) >= tonumber(ARGV[3])) then return 0 end
end
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'PX', ARGV[4])
return 1
`;

/** Milliseconds that replicas have to acknowledge a reservation. */
const ACKNOWLEDGED_WITHIN = 500;

/** `reserve` on Redis. Each attempt writes a random name of its own, so that it is known when it is sent once more. */
export function redisReservations(
  link: Link,
  { now: milliseconds, acknowledgements }: ReservationOptions,
): Marks['reserve'] {
  const send = acknowledgements === 0 ? reserve : reserveOnReplicas(acknowledgements);
  return async (key, until) => {
    const now = Math.floor(milliseconds() / 1000);
    const end = Math.ceil(Math.max(until, now + MINIMUM_HOLD));
    if (!Number.isSafeInteger(end)) return err('unavailable');
    const reservation = [markKey(key), attemptName(), end, now, (end - now + GRACE) * 1000] as const;
    const answer = await link.run((redis) => send(redis, reservation));
    if (!answer.ok) return answer;
    return ok(answer.value === 1 ? 'reserved' : 'exists');
  };
}

function reserve(redis: Connection, reservation: Reservation): Promise<unknown> {
  return redis.eval(RESERVE, 1, ...reservation);
}

/**
 * Goes out with `WAIT` right behind it on the same connection: only there does `WAIT` mean this write. Too few replicas
 * in time is a failure, though the mark stands.
 */
function reserveOnReplicas(count: number): typeof reserve {
  return async (redis, reservation) => {
    const replies = await redis
      .pipeline()
      .eval(RESERVE, 1, ...reservation)
      .wait(count, ACKNOWLEDGED_WITHIN)
      .exec();
    const [taken, acknowledged] = (replies ?? []).map(([error, reply]) => {
      if (error) throw error;
      return reply;
    });
    if (taken === 1 && !(Number(acknowledged) >= count))
      throw new Error('too few replicas have the reservation');
    return taken;
  };
}

/** Keys come in any length and may name a token: what is kept is their SHA-256, which is a Cluster's hash tag too. */
function markKey(key: string): string {
  return `cambio:mark:{${hash('sha256', key, 'base64url')}}`;
}

function attemptName(): string {
  return randomBytes(12).toString('base64url');
}
