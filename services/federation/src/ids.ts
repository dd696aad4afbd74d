import { randomUUID } from 'node:crypto';
import type { DecisionId } from '@cambio/oauth';
import type { Ids } from '@cambio/sts';

const idAt = idsByTime();

/** All but a `jti` are of a time, in milliseconds since the epoch, and sort by it; those of this process also within a millisecond. */
export const ids: Ids & { proposal(at: number): string; replica(at: number): string } = {
  decision: (at) => idAt(at) as DecisionId,
  revocation: idAt,
  proposal: idAt,
  replica: idAt,
  jti: (decision) => `${decision}-${randomDigits()}`,
};

/**
 * UUIDs of version 7 (RFC 9562 §5.7): the time, a counter of twelve bits within a millisecond (§6.2, method 1), and the 62 random
 * bits at the end of a random UUID, which Node has at hand: to draw them anew took longer than all else.
 */
function idsByTime(): (at: number) => string {
  let latest = { at: Number.NaN, count: 0 };
  return (at) => {
    latest = { at, count: at === latest.at ? (latest.count + 1) % 0x1000 : 0 };
    const time = at.toString(16).padStart(12, '0');
    const count = latest.count.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${randomUUID().slice(19)}`;
  };
}

/** 80 random bits: those of a random UUID that say nothing else. */
function randomDigits(): string {
  const uuid = randomUUID();
  return uuid.slice(0, 8) + uuid.slice(24);
}
