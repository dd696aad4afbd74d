import { randomUUID } from 'node:crypto';
import type { DecisionId } from '@cambio/oauth';
import type { Ids } from '@cambio/sts';
import { v7 as uuidv7 } from 'uuid';

/**
 * Ids of decisions, revocations, proposals and replicas sort by time (RFC 9562 §5.7), those of one process also within a
 * millisecond. A `jti` is its decision's id, of which at least 42 bits are random, and 80 random bits more.
 */
export const ids: Ids & { readonly proposal: () => string; readonly replica: () => string } = {
  decision: decisionIds(),
  revocation: () => uuidv7(),
  proposal: () => uuidv7(),
  replica: () => uuidv7(),
  jti: (decision) => `${decision}-${randomDigits()}`,
};

/** From somewhere on, counts the decisions of a millisecond. */
function decisionIds(): Ids['decision'] {
  let latest = { at: Number.NaN, seq: 0 };
  return (at) => {
    latest = { at, seq: at === latest.at ? latest.seq + 1 : randomStart() };
    return uuidv7({ msecs: at, seq: latest.seq }) as DecisionId;
  };
}

/** 28 random bits, of 32 that there are to count in. */
function randomStart(): number {
  return Number.parseInt(randomUUID().slice(0, 7), 16);
}

/** 20 of them, each random. */
function randomDigits(): string {
  const uuid = randomUUID();
  return uuid.slice(0, 8) + uuid.slice(24);
}
