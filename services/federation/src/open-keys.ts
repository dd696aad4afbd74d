import {
  type EncryptionKeys,
  eitherKeeper,
  type Keeper,
  type KeyRing,
  type KeyStore,
  localKeeper,
  openKeyRing,
  type Schedule,
} from '@cambio/mint';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { openTransit } from './open-transit.ts';
import type { StartFailure } from './start-failure.ts';
import type { Surroundings } from './surroundings.ts';

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
  surroundings: Surroundings,
  closing: AsyncDisposableStack,
): Promise<Result<KeyRing, StartFailure>> {
  const [first, ...more] = settings.keys.algorithms;
  if (first === undefined) throw new TypeError('settings name at least one algorithm');
  const keeper = await openKeeper(settings.keys, encryption, surroundings, closing);
  if (!keeper.ok) return keeper;
  const ring = await openKeyRing({
    store,
    keeper: keeper.value,
    algorithms: [first, ...more],
    schedule: keySchedule(settings),
    now: surroundings.now,
  });
  return ring.ok ? ring : err({ part: 'signing keys', cause: ring.error });
}

async function openKeeper(
  { signer, transit }: Settings['keys'],
  encryption: EncryptionKeys,
  surroundings: Surroundings,
  closing: AsyncDisposableStack,
): Promise<Result<Keeper, StartFailure>> {
  const local = localKeeper(encryption);
  if (transit === undefined) return ok(eitherKeeper(local, undefined, signer));
  const outside = await openTransit(transit, surroundings, closing);
  return outside.ok ? ok(eitherKeeper(local, outside.value, signer)) : outside;
}

export function keySchedule({ keys, tokens }: Pick<Settings, 'keys' | 'tokens'>): Schedule {
  return {
    rotateEvery: keys.rotateEvery * 1000,
    publishAhead: keys.publishAhead * 1000,
    keepRetired: tokens.maxLifetime * 1000 + LEEWAY,
  };
}
