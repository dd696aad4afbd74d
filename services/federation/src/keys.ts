import {
  type EncryptionKeys,
  type KeyRing,
  type KeyStore,
  localKeeper,
  openKeyRing,
  type Schedule,
} from '@cambio/mint';
import { err, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import type { StartFailure } from './start-failure.ts';

/**
 * Milliseconds that a retired key is published for after the last token it signed should be dead: a replica may sign
 * with it until it notices, by a clock of its own, and verifiers allow for clocks that go wrong.
 */
const LEEWAY = 30_000;

/** Opens the signing keys in a store, as the settings want them. */
export async function openKeys(
  settings: Settings,
  encryption: EncryptionKeys,
  store: KeyStore,
  now: () => number,
): Promise<Result<KeyRing, StartFailure>> {
  const [first, ...more] = settings.keys.algorithms;
  if (first === undefined) throw new TypeError('settings name at least one algorithm');
  const ring = await openKeyRing({
    store,
    keeper: localKeeper(encryption),
    algorithms: [first, ...more],
    schedule: keySchedule(settings),
    now,
  });
  return ring.ok ? ring : err({ part: 'signing keys', cause: ring.error });
}

export function keySchedule({ keys, tokens }: Pick<Settings, 'keys' | 'tokens'>): Schedule {
  return {
    rotateEvery: keys.rotateEvery * 1000,
    publishAhead: keys.publishAhead * 1000,
    keepRetired: tokens.maxLifetime * 1000 + LEEWAY,
  };
}
