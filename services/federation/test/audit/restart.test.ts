import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUpLedger, exportTrail, openLedger, verifyTrail, writeLine } from '@cambio/ledger';
import { checkpointSignatures } from '@cambio/mint';
import { loadSettings } from '@cambio/settings';
import { expect } from 'chai';
import { sealTrail } from '../../src/audit/seal-trail.ts';
import { openKeys } from '../../src/open-keys.ts';
import { recordingLog } from '../quiet-log.ts';
import { decision, ISSUER, NOW } from './ledger-with-decisions.ts';

const DAY = 86_400_000;
const ENCRYPTION = { current: new Uint8Array(32), previous: [] };

/** Retired keys go after a quarter of an hour and some seconds. */
const LONG = 400 * DAY;

describe('a trail whose gateway was away', () => {
  let folder: string;
  let time: number;
  let recorded: number;
  const now = () => time;
  const path = () => join(folder, 'cambio.db');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-restart-'));
    time = NOW;
    recorded = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Those parts of a gateway that the trail needs. */
  async function start() {
    const loaded = loadSettings({ env: {}, flags: { issuer: ISSUER }, readFile: () => '' });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
    const opened = await openLedger({ url: `sqlite:${path()}`, now });
    if (!opened.ok) throw new Error(opened.error.reason);
    const ledger = opened.value;
    const { log, lines } = recordingLog();
    const closing = new AsyncDisposableStack();
    const ring = await openKeys(loaded.value.settings, ENCRYPTION, ledger, { now, log }, closing);
    if (!ring.ok) throw new Error(JSON.stringify(ring.error));
    let foreign = 0;
    const sealing = sealTrail({
      ledger,
      ring: ring.value,
      issuer: ISSUER,
      every: 60,
      retention: undefined,
      consumers: [],
      now,
      isSound: () => true,
      log,
      onForeign: () => {
        foreign += 1;
      },
    });
    const last = async () => {
      const latest = await ledger.trail.latestCheckpoint();
      return latest.ok ? latest.value?.number : latest.error;
    };
    return {
      ring: ring.value,
      sealing,
      last,
      lines,
      foreign: () => foreign,
      record: () => ledger.decisions.record(decision(++recorded)),
      kill: () => ledger.close(),
      verified: async () => {
        const checkSignature = checkpointSignatures(ring.value.jwks());
        if (checkSignature === undefined) throw new Error('no keys');
        const verification = verifyTrail({ checkSignature });
        await exportTrail(ledger.trail, (entry) => verification.take(writeLine(entry, 'jsonl', ISSUER)));
        return verification.finish();
      },
    };
  }

  type Started = Awaited<ReturnType<typeof start>>;

  async function goesOn(gateway: Started, number: number): Promise<void> {
    await gateway.record();
    await gateway.sealing.look();
    expect(gateway.foreign()).to.equal(0);
    expect(await gateway.last()).to.equal(number);
    expect(await gateway.verified()).to.have.property('ok', true);
    await gateway.kill();
  }

  const rotate = ({ ring }: Started) => ring.rotate({ now: true, revoke: [] });

  it('goes on after an orderly end, though its key is overdue', async () => {
    const before = await start();
    await before.record();
    await before.sealing.stop();
    await before.kill();
    time += LONG;
    await goesOn(await start(), 2);
  });

  it('goes on where the gateway was killed between a rotation and the next checkpoint', async () => {
    const before = await start();
    await before.record();
    await before.sealing.look();
    await rotate(before);
    await before.kill();
    time += LONG;
    const after = await start();
    const states = () =>
      after.ring
        .keys()
        .map(({ state }) => state)
        .sort();
    expect(states()).to.deep.equal(['active', 'next', 'retired', 'retired']);
    await after.record();
    await after.sealing.look();
    time += DAY;
    expect(await after.ring.tend()).to.have.property('ok', true);
    expect(states()).to.deep.equal(['active', 'next']);
    await goesOn(after, 3);
  });

  it('goes on after an old backup was restored', async () => {
    const before = await start();
    await before.record();
    await before.sealing.look();
    await rotate(before);
    const copy = join(folder, 'copy.db');
    expect(backUpLedger(`sqlite:${path()}`, copy)).to.have.property('ok', true);
    for (let round = 0; round < 3; round += 1) {
      time += DAY;
      await rotate(before);
      await before.sealing.look();
    }
    await before.kill();
    for (const suffix of ['-wal', '-shm']) await rm(`${path()}${suffix}`, { force: true });
    await copyFile(copy, path());
    time += LONG;
    await goesOn(await start(), 2);
  });
});
