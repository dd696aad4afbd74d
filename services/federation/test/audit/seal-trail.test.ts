import { type KeyRing, localKeeper, openKeyRing } from '@cambio/mint';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { checkpointJudge } from '../../src/audit/judge-checkpoint.ts';
import { type SealingOptions, sealTrail } from '../../src/audit/seal-trail.ts';
import { recordingLog } from '../quiet-log.ts';
import { ISSUER, type LedgerUnderTest, ledgerUnderTest } from './ledger-with-decisions.ts';

describe('sealTrail', () => {
  let store: LedgerUnderTest;
  let log: ReturnType<typeof recordingLog>;
  let ring: KeyRing;
  let foreign: number;

  beforeEach(async () => {
    store = await ledgerUnderTest();
    log = recordingLog();
    ring = await ringOn(store);
    foreign = 0;
  });
  afterEach(() => store.close());

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
      onForeign: () => {
        foreign += 1;
      },
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
    await ring.rotate({ now: true, revoke: [] });
    await sealing().look();
    expect(await checkpoint()).to.equal(2);
    expect(foreign).to.equal(0);
  });

  const revokeActive = async () => {
    const revoke = ring.keys().flatMap(({ kid, state }) => (state === 'active' ? [kid] : []));
    expect(await ring.rotate({ now: false, revoke })).to.have.property('ok', true);
  };

  it('seals on once the key of the last checkpoint was revoked, whoever is next', async () => {
    await store.decide(1);
    const job = sealing();
    const another = await ringOn(store);
    const other = sealing({ ring: another });
    await job.look();
    await other.look();
    await revokeActive();
    await another.follow();
    await other.look();
    expect(await checkpoint()).to.equal(2);
    await revokeActive();
    await job.look();
    expect(await checkpoint()).to.equal(3);
    expect(foreign).to.equal(0);
  });

  it('does not take a key for good that was revoked before another sealed the trail', async () => {
    await store.decide(1);
    const job = sealing();
    await job.look();
    const latest = await store.ledger.trail.latestCheckpoint();
    await revokeActive();
    await job.look();
    await job.look();
    const old = { number: 2, statement: (latest.ok && latest.value?.statement) || '' };
    const judge = checkpointJudge(ring);
    expect(await judge(old.statement)).to.deep.equal(ok('unknown_key'));
  });

  it('knows a checkpoint by a key that another replica has just put in its place', async () => {
    await store.decide(1);
    const another = await ringOn(store);
    const [job, other] = [sealing(), sealing({ ring: another })];
    for (let round = 0; round < 2; round += 1) await another.rotate({ now: true, revoke: [] });
    await other.look();
    await store.decide(1);
    await job.look();
    expect(await checkpoint()).to.equal(2);
    expect(foreign).to.equal(0);
  });

  it("seals nothing on a checkpoint that is not the gateway's own, says so once, and counts on", async () => {
    await store.decide(1);
    const mallory = await ledgerUnderTest();
    const theirs = await ringOn(mallory);
    await sealing({ ring: theirs }).look();
    await mallory.close();
    await store.decide(1);
    const job = sealing();
    log.lines.length = 0;
    await job.look();
    await job.look();
    expect(await checkpoint()).to.equal(1);
    expect(foreign).to.equal(2);
    expect(log.lines).to.have.length(1);
    expect(log.lines[0]).to.include({ level: 50, checkpoint: 1, why: 'unknown_key' });
    const accept = { number: 1, hash: String(log.lines[0]?.hash) };
    await sealing({ accept }).look();
    expect(await checkpoint()).to.equal(2);
    await store.decide(1);
    await job.look();
    expect(await checkpoint()).to.equal(3);
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

async function ringOn({ ledger, now }: LedgerUnderTest): Promise<KeyRing> {
  const ring = await openKeyRing({
    store: ledger.keys,
    keeper: localKeeper({ current: new Uint8Array(32), previous: [] }),
    algorithms: ['ES256'],
    schedule: { rotateEvery: 1e9, publishAhead: 1000, keepRetired: 1000 },
    now,
  });
  if (!ring.ok) throw new Error(ring.error.reason);
  return ring.value;
}
