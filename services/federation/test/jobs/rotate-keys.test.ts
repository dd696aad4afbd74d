import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, openLedger } from '@cambio/ledger';
import { type KeyRing, localKeeper, openKeyRing } from '@cambio/mint';
import { err } from '@cambio/oauth';
import { expect } from 'chai';
import { followKeys } from '../../src/jobs/follow-keys.ts';
import { rotateKeys } from '../../src/jobs/rotate-keys.ts';
import { recordingLog } from '../quiet-log.ts';

const SECOND = 1000;
const REPLICAS = 5;

describe('the rotation of signing keys among replicas', () => {
  let folder: string;
  let now: number;
  let replicas: { readonly ledger: Ledger; readonly ring: KeyRing }[];
  const { log, lines } = recordingLog();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-rotation-'));
    now = 1_800_000_000_000;
    lines.length = 0;
    replicas = await Promise.all(Array.from({ length: REPLICAS }, openReplica));
    await Promise.all(replicas.map(({ ring }) => ring.follow()));
  });
  afterEach(async () => {
    for (const { ledger } of replicas) await ledger.close();
    await rm(folder, { recursive: true });
  });

  async function openReplica() {
    const ledger = await openLedger({ url: `sqlite:${join(folder, 'cambio.db')}`, now: () => now });
    if (!ledger.ok) throw new Error(ledger.error.reason);
    const ring = await openKeyRing({
      store: ledger.value.keys,
      keeper: localKeeper({ current: new Uint8Array(32), previous: [] }),
      algorithms: ['ES256', 'EdDSA'],
      schedule: { rotateEvery: 100 * SECOND, publishAhead: 10 * SECOND, keepRetired: 20 * SECOND },
      now: () => now,
    });
    if (!ring.ok) throw new Error(ring.error.reason);
    return { ledger: ledger.value, ring: ring.value };
  }

  const kids = (ring: KeyRing, state: string) =>
    ring.keys().flatMap((key) => (key.state === state ? [key.kid] : []));

  /** One look of every job of every replica, all at once. */
  async function everybodyLooks(): Promise<void> {
    await Promise.all(
      replicas.flatMap(({ ring, ledger }) => [
        rotateKeys(ring, ledger.leases, () => true, log).look(),
        followKeys(ring, log).look(),
      ]),
    );
    await Promise.all(replicas.map(({ ring }) => followKeys(ring, log).look()));
  }

  it('is done once, by one of them, and all have the same keys after', async () => {
    for (let rotation = 1; rotation <= 4; rotation += 1) {
      const expected = kids(replicas[0]?.ring ?? never(), 'next');
      now += 100 * SECOND;
      lines.length = 0;
      await everybodyLooks();
      const told = lines.flatMap(({ msg, kid }) => (msg === 'signing key activated' ? [kid] : []));
      expect(told).to.have.members(expected);
      for (const { ring } of replicas) expect(kids(ring, 'active')).to.deep.equal(expected);
      expect(new Set(replicas.map(({ ring }) => JSON.stringify(ring.jwks()))).size).to.equal(1);
    }
  });

  it('is done once even without leases, which only spare work', async () => {
    now += 100 * SECOND;
    const outcomes = await Promise.all(replicas.map(({ ring }) => ring.tend()));
    const events = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value : []));
    expect(events.filter(({ event }) => event === 'activated')).to.have.length(2);
    expect(events.filter(({ event }) => event === 'made')).to.have.length(2);
    await everybodyLooks();
    expect(new Set(replicas.map(({ ring }) => JSON.stringify(ring.jwks()))).size).to.equal(1);
  });

  it('goes to one of many who demand it at the same moment', async () => {
    now += 50 * SECOND;
    const demand = { now: false, revoke: [], algorithm: 'ES256' };
    const outcomes = await Promise.all(replicas.map(({ ring }) => ring.rotate(demand)));
    const rotated = outcomes.filter(
      (outcome) => outcome.ok && outcome.value.some(({ event }) => event === 'activated'),
    );
    expect(rotated).to.have.length(1);
  });

  it('says once what keeps it from going on, and what came of it', async () => {
    now += 100 * SECOND;
    const { ring } = replicas[0] ?? never();
    const down = {
      hold: async () => err('unavailable' as const),
      release: async () => err('unavailable' as const),
    };
    const rotation = rotateKeys(ring, down, () => true, log);
    await rotation.look();
    await rotation.look();
    const following = followKeys(
      { follow: async () => err({ reason: 'wrong_encryption_key', kid: 'k' }) },
      log,
    );
    await following.look();
    await following.look();
    expect(lines.map(({ msg }) => msg)).to.deep.equal([
      'signing keys cannot be rotated',
      'signing keys cannot be followed',
    ]);
  });
});

function never(): never {
  throw new Error('no replica');
}
