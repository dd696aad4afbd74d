import type { Ledger } from '@cambio/ledger';
import {
  checkpointKey,
  type EncryptionKeys,
  eitherKeeper,
  type Keeper,
  type KeyRing,
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

/** Where the keys are, and what was signed with them. */
export interface KeyedLedger {
  readonly keys: Ledger['keys'];
  readonly trail: Pick<Ledger['trail'], 'latestCheckpoint'>;
}

/**
 * Opens the signing keys in a store, as the settings want them. None goes by its time while the last checkpoint of the trail
 * is judged by it, as after a gateway that was killed and stayed away: the next one is built on that.
 */
export async function openKeys(
  settings: Settings,
  encryption: EncryptionKeys,
  { keys, trail }: KeyedLedger,
  surroundings: Surroundings,
  closing: AsyncDisposableStack,
): Promise<Result<KeyRing, StartFailure>> {
  const [first, ...more] = settings.keys.algorithms;
  if (first === undefined) throw new TypeError('settings name at least one algorithm');
  const keeper = await openKeeper(settings.keys, encryption, surroundings, closing);
  if (!keeper.ok) return keeper;
  const ring = await openKeyRing({
    store: keys,
    keeper: keeper.value,
    algorithms: [first, ...more],
    schedule: keySchedule(settings),
    needed: async () => {
      const latest = await trail.latestCheckpoint();
      return latest.ok ? ok(latest.value && checkpointKey(latest.value.statement)) : latest;
    },
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
