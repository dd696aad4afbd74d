import type { KeyRing } from '@cambio/mint';
import type { Result } from '@cambio/oauth';
import type { KeyStore } from '@cambio/upstream';
import type { PartState, Parts, ReadinessChecks } from './http/internal-app.ts';
import type { ActiveTrust } from './trust/active-trust.ts';
import type { ClockWatch } from './watch-clock.ts';

interface Store {
  ping(): Promise<Result<void, 'unavailable'>>;
}

/** What `/readyz` asks. Without a store or a signer nothing can be issued; an old trust or stale keys still serve. */
export function readinessChecks(
  ledger: Store,
  marks: Store,
  trust: ActiveTrust,
  keys: KeyStore,
  keyRing: Pick<KeyRing, 'follow' | 'ping'>,
  clock: Pick<ClockWatch, 'isSound'>,
): ReadinessChecks {
  return {
    ledger: () => storeState(ledger),
    marks: () => storeState(marks),
    trust: async () => trustState(trust),
    upstream: async () => upstreamState(keys),
    signingKeys: () => signingKeysState(keyRing),
    clock: async () => (clock.isSound() ? { state: 'ok' } : { state: 'down', detail: 'it was set' }),
  };
}

/** What is said in their place once no new connection is taken: nobody should be sent here any more. */
export const STOPPING: Parts = { listener: { state: 'down', detail: 'the gateway is stopping' } };

async function storeState(store: Store): Promise<PartState> {
  return (await store.ping()).ok ? { state: 'ok' } : { state: 'down' };
}

function trustState(trust: ActiveTrust): PartState {
  const problem = trust.problem();
  const detail = problem ?? `revision ${trust.current().revision}`;
  return { state: problem === undefined ? 'ok' : 'degraded', detail };
}

/** Keys that cannot be taken over leave those that are there in use, as long as who keeps them signs. */
async function signingKeysState(ring: Pick<KeyRing, 'follow' | 'ping'>): Promise<PartState> {
  const signs = await ring.ping();
  if (!signs.ok) return { state: 'down', detail: `${signs.error.reason}: ${signs.error.detail}` };
  const followed = await ring.follow();
  return followed.ok ? { state: 'ok' } : { state: 'degraded', detail: followed.error.reason };
}

function upstreamState(keys: KeyStore): PartState {
  const troubled = [...keys.status()].filter(([, { state }]) => state !== 'fresh');
  if (troubled.length === 0) return { state: 'ok' };
  return {
    state: 'degraded',
    detail: troubled.map(([issuer, { state }]) => `${issuer}: ${state}`).join(', '),
  };
}
