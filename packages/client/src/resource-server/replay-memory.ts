import type { Reserve } from '@cambio/binding';
import { type EpochSeconds, err, ok } from '@cambio/oauth';

/** Proofs that one process remembers, by default: some 800 a second. */
const CAPACITY = 100_000;

/**
 * Remembers proofs in this process alone, until they are too old to pass. Full, it answers `unavailable`, since
 * forgetting one would let it pass again. Where several processes serve one audience, give a `reserve` they share.
 */
export function createReplayMemory(now: () => EpochSeconds, capacity = CAPACITY): Reserve {
  const taken = new Map<string, EpochSeconds>();
  return async (key, until) => {
    dropExpired(taken, now());
    if (taken.has(key)) return ok('exists');
    if (taken.size >= capacity) return err('unavailable');
    taken.set(key, until);
    return ok('reserved');
  };
}

/** In the order they came, which is nearly the order they expire in: one that lingers does no harm. */
function dropExpired(taken: Map<string, EpochSeconds>, now: EpochSeconds): void {
  for (const [key, until] of taken) {
    if (until > now) return;
    taken.delete(key);
  }
}
