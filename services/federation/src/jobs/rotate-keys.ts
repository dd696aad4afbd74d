import { randomUUID } from 'node:crypto';
import type { Ledger } from '@cambio/ledger';
import type { KeyRing } from '@cambio/mint';
import type { Logger } from 'pino';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks at the schedule, which ask nobody. */
const INTERVAL = 1000;

/** Milliseconds that rotating takes at the most; then another replica may try. */
const LEASE = 30_000;

/**
 * Rotates the signing keys by their schedule, on one replica at a time. The lease only spares the others the work: the
 * store lets each step be taken once, whoever takes it.
 */
export function rotateKeys(
  ring: Pick<KeyRing, 'isDue' | 'tend'>,
  leases: Pick<Ledger['leases'], 'hold' | 'release'>,
  log: Logger,
): Poll {
  const holder = randomUUID();
  let problem: string | undefined;

  async function lookOnce(): Promise<void> {
    if (!ring.isDue()) return;
    const held = await leases.hold('key-rotation', holder, LEASE);
    if (!held.ok) return complain({ reason: 'store_unavailable' });
    if (!held.value) return;
    const tended = await ring.tend();
    await leases.release('key-rotation', holder);
    if (!tended.ok) return complain(tended.error);
    problem = undefined;
    for (const { event, ...key } of tended.value) log.info(key, `signing key ${event}`);
  }

  function complain(found: { readonly reason: string }): void {
    const text = JSON.stringify(found);
    if (text !== problem) log.error({ problem: found }, 'signing keys cannot be rotated');
    problem = text;
  }

  return createPoll(lookOnce, INTERVAL);
}
