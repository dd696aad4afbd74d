import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { type SealingOptions, sealTrail } from '../../src/audit/seal-trail.ts';
import { recordingLog } from '../quiet-log.ts';
import { ISSUER, type LedgerUnderTest, ledgerUnderTest } from './ledger-with-decisions.ts';

describe('sealTrail', () => {
  let store: LedgerUnderTest;
  let log: ReturnType<typeof recordingLog>;
  /** What the ring knows of the key that signs here. */
  let state: 'active' | 'retired';

  beforeEach(async () => {
    store = await ledgerUnderTest();
    log = recordingLog();
    state = 'active';
  });
  afterEach(() => store.close());

  const kid = 'k';
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid })).toString('base64url');
  const ring: SealingOptions['ring'] = {
    keys: () => [{ kid, algorithm: 'ES256', state, sealed: '', createdAt: 0 }],
    signCheckpoint: async (claims) =>
      ok(`${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmVk`),
  };
  const sealing = (changes: Partial<SealingOptions> = {}) =>
    sealTrail({
      ledger: store.ledger,
      ring,
      issuer: ISSUER,
      every: 60,
      retention: undefined,
      consumers: [],
      now: store.now,
      isSound: () => true,
      log: log.log,
      ...changes,
    });
  const checkpoint = async () => {
    const latest = await store.ledger.trail.latestCheckpoint();
    return latest.ok ? latest.value?.number : latest.error;
  };

  it('seals what is new, and says so in the log', async () => {
    const job = sealing();
    await job.look();
    expect(await checkpoint()).to.equal(undefined);
    await store.decide(2);
    await job.look();
    await job.look();
    expect(await checkpoint()).to.equal(1);
    expect(log.lines.map(({ msg }) => msg)).to.deep.equal(['audit trail sealed']);
    expect(log.lines[0]).to.have.property('checkpoint', 1);
    expect(log.lines[0]?.hash).to.match(/^[0-9a-f]{64}$/);
  });

  it('seals a last time when it stops, though another replica died while it sealed', async () => {
    const job = sealing();
    await store.decide(1);
    await store.ledger.leases.hold('audit-seal', 'the dead', 60_000);
    await job.stop();
    expect(await checkpoint()).to.equal(1);
  });

  it('seals a last time when it stops', async () => {
    const job = sealing();
    job.start();
    await store.decide(1);
    await job.stop();
    expect(await checkpoint()).to.equal(1);
  });

  it('seals again once the key of the last checkpoint is no longer the one that signs', async () => {
    await store.decide(1);
    await sealing().look();
    state = 'retired';
    await sealing().look();
    expect(await checkpoint()).to.equal(2);
  });

  it('leaves it to the replica that is at it', async () => {
    await store.decide(1);
    await store.ledger.leases.hold('audit-seal', 'another', 1000);
    await sealing().look();
    expect(await checkpoint()).to.equal(undefined);
  });

  it('complains once about a signer that does not answer, and goes on when it does', async () => {
    await store.decide(1);
    let down = true;
    const signCheckpoint: typeof ring.signCheckpoint = (claims) =>
      down ? Promise.resolve(err('unavailable')) : ring.signCheckpoint(claims);
    const job = sealing({ ring: { ...ring, signCheckpoint } });
    await job.look();
    await job.look();
    down = false;
    await job.look();
    expect(await checkpoint()).to.equal(1);
    expect(log.lines.map(({ level }) => level)).to.deep.equal([50, 30]);
  });

  it('removes decisions after their time, once every sink has them', async () => {
    await store.decide(3);
    const job = sealing({ retention: 86_400, consumers: ['sink:a'] });
    await job.look();
    store.clock.time += 86_400_000 + 100;
    await store.ledger.workloads.takeInventory(10);
    await job.look();
    expect(await store.pending('new')).to.have.length(3);
    await store.ledger.trail.advance('sink:a', await store.pending('sink:a'));
    await job.look();
    expect(await store.pending('new')).to.have.length(0);
    expect(log.lines.at(-1)).to.include({ msg: 'old decisions removed', records: 3 });
  });

  it('removes nothing by a clock that is not to be relied on, and seals on', async () => {
    await store.decide(1);
    const job = sealing({ retention: 86_400, isSound: () => false });
    await job.look();
    store.clock.time += 86_400_000 + 100;
    await store.ledger.workloads.takeInventory(10);
    await store.decide(1);
    await job.look();
    expect(await checkpoint()).to.equal(2);
    expect(await store.pending('new')).to.have.length(2);
  });
});
