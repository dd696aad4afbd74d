import { hash, randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, ok, type Result } from '@cambio/oauth';
import type { Marks, Unavailable } from '@cambio/sts';
import { GRACE, MINIMUM_HOLD } from '../hold.ts';
import type { Connection } from './connect.ts';
import type { Link } from './link.ts';

export interface ReservationOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Replicas of Redis that must have a reservation before it is answered. */
  readonly acknowledgements: number;
  /** Whether one command may name several keys, which a Cluster keeps apart. */
  readonly together: boolean;
}

/** Reservations that go out in one command, the same however often it is sent. */
interface Reservations {
  /** Random. Each of them is an attempt called so, and by its place. */
  readonly name: string;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly keys: string[];
  /** Until when each is to be held. */
  readonly ends: number[];
}

interface Batch extends Reservations {
  /** For each whether it was taken: 1 or 0. */
  readonly answer: Promise<Result<readonly unknown[], Unavailable>>;
}

/**
 * Takes each of KEYS until its end, which stands in its place behind the first three of ARGV, unless another attempt holds it
 * at ARGV[2], and gives 1 for it; else 0. An attempt is called ARGV[1] and its place. The one that holds a key writes it
 * again: its first answer got lost. Redis keeps it until ARGV[3] seconds after its end, counted from now, so that its clock
 * need not agree with ours.
 */
const RESERVE = `
local taken = {}
for place, key in ipairs(KEYS) do
  local attempt, ending = ARGV[1] .. '.' .. place, ARGV[3 + place]
  local held = redis.call('GET', key)
  local holder, held_until = string.match(held or '', '^(%S+) (%d+)$')
  if held and holder ~= attempt and (not held_until or tonumber(held_until) >= tonumber(ARGV[2])) then
    taken[place] = 0
  else
    local keep_for = string.format('%.0f', (ending - ARGV[2] + ARGV[3]) * 1000)
    redis.call('SET', key, attempt .. ' ' .. ending, 'PX', keep_for)
    taken[place] = 1
  end
end
return taken
`;

/** Reservations in one command at the most, for Redis does nothing else meanwhile; and under way at the most. */
const BATCH = 128;
const CAPACITY = 4096;

/** Milliseconds that replicas have to acknowledge reservations. */
const ACKNOWLEDGED_WITHIN = 500;

/** `reserve` on Redis. What is asked for in one turn of the event loop goes out in one command, where it may. */
export function redisReservations(
  link: Link,
  { now, acknowledgements, together }: ReservationOptions,
): Marks['reserve'] {
  const send = acknowledgements === 0 ? reserve : reserveOnReplicas(acknowledgements);
  const nextName = names();
  const room = together ? BATCH : 1;
  let open: Batch | undefined;
  let underWay = 0;

  function openBatch(): Batch {
    const reservations: Reservations = { name: nextName(), now: seconds(), keys: [], ends: [] };
    const complete = nextTurn().then(() => {
      if (open === batch) open = undefined;
    });
    const answer = link.run(async (redis) => {
      await complete;
      return send(redis, reservations);
    });
    const batch = { ...reservations, answer };
    return batch;
  }

  function seconds(): number {
    return Math.floor(now() / 1000);
  }

  return async (key, until) => {
    if (underWay >= CAPACITY) return err('unavailable');
    const soonest = seconds() + MINIMUM_HOLD;
    const end = Math.ceil(Math.max(until, soonest));
    if (!Number.isSafeInteger((end + GRACE) * 1000)) return err('unavailable');
    open ??= openBatch();
    const { keys, ends, answer } = open;
    const place = keys.push(markKey(key)) - 1;
    ends.push(end);
    if (keys.length === room) open = undefined;
    underWay += 1;
    try {
      const taken = await answer;
      return taken.ok ? ok(taken.value[place] === 1 ? 'reserved' : 'exists') : taken;
    } finally {
      // Each by itself: some join a batch that was refused before they came.
      underWay -= 1;
    }
  };
}

async function reserve(
  redis: Connection,
  { name, now, keys, ends }: Reservations,
): Promise<readonly unknown[]> {
  return answersIn(await redis.eval(RESERVE, keys.length, ...keys, name, now, GRACE, ...ends));
}

/**
 * Goes out with `WAIT` right behind it on the same connection: only there does `WAIT` mean these writes. Too few replicas
 * in time is a failure, though the marks stand.
 */
function reserveOnReplicas(count: number): typeof reserve {
  return async (redis, { name, now, keys, ends }) => {
    const replies = await redis
      .pipeline()
      .eval(RESERVE, keys.length, ...keys, name, now, GRACE, ...ends)
      .wait(count, ACKNOWLEDGED_WITHIN)
      .exec();
    const [reply, acknowledged] = (replies ?? []).map(([error, reply]) => {
      if (error) throw error;
      return reply;
    });
    const taken = answersIn(reply);
    if (taken.includes(1) && !(Number(acknowledged) >= count))
      throw new Error('too few replicas have the reservation');
    return taken;
  };
}

function answersIn(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw new Error('Redis gave no list of answers');
  return reply;
}

/** Keys come in any length and may name a token: what is kept is their SHA-256, which is a Cluster's hash tag too. */
function markKey(key: string): string {
  return `cambio:mark:{${hash('sha256', key, 'base64url')}}`;
}

/** Names that nobody else has, in this process or another. */
function names(): () => string {
  const own = randomBytes(12).toString('base64url');
  let given = 0;
  return () => `${own}.${++given}`;
}
