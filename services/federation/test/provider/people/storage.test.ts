import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, openLedger } from '@cambio/ledger';
import { expect } from 'chai';
import { loginStorage } from '../../../src/provider/people/storage.ts';

const NOW = 1_795_000_000_000;
const CODE = {
  kind: 'DeviceCode',
  jti: 'secret-code',
  grantId: 'grant-1',
  userCode: 'WDJB-MJHT',
  clientId: 'cambio-cli',
};

describe('storage of log-ins', () => {
  let folder: string;
  let ledger: Ledger;
  let time: number;

  beforeEach(async () => {
    time = NOW;
    folder = mkdtempSync(join(tmpdir(), 'cambio-logins-'));
    const opened = await openLedger({ url: `sqlite:${join(folder, 'cambio.db')}`, now: () => time });
    if (!opened.ok) expect.fail(opened.error.reason);
    ledger = opened.value;
  });

  afterEach(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  const storage = (kind = 'DeviceCode') => loginStorage(ledger.logins, () => time)(kind);

  it('gives back what was put, under the id it was put under', async () => {
    await storage().upsert('secret-code', CODE, 60);
    expect(await storage().find('secret-code')).to.deep.equal(CODE);
    expect(await storage('Session').find('secret-code')).to.equal(undefined);
  });

  it('keeps no id: neither as a key nor within the record', async () => {
    await storage().upsert('secret-code', CODE, 60);
    const found = await storage().findByUserCode('WDJB-MJHT');
    expect(JSON.stringify(found)).not.to.contain('secret-code');
    expect(found?.clientId).to.equal('cambio-cli');
  });

  it('saves again what was found by another name, where it was', async () => {
    await storage().upsert('secret-code', CODE, 60);
    const found = await storage().findByUserCode('WDJB-MJHT');
    if (found?.jti === undefined) expect.fail('it must be found');
    await storage().upsert(found.jti, { ...found, accountId: 'ada' }, 60);
    expect(await storage().find('secret-code')).to.deep.equal({ ...CODE, accountId: 'ada' });
  });

  it('forgets at the end of its time', async () => {
    await storage().upsert('secret-code', CODE, 60);
    time += 60_000;
    expect(await storage().find('secret-code')).to.equal(undefined);
  });

  it('is used up once, however many try', async () => {
    await storage().upsert('secret-code', CODE, 60);
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => storage().consume('secret-code')),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect((await storage().find('secret-code'))?.consumed).to.equal(NOW / 1000);
  });

  it('stays used up when it is saved again', async () => {
    await storage().upsert('secret-code', CODE, 60);
    await storage().consume('secret-code');
    const consumed = await storage().find('secret-code');
    if (consumed === undefined) expect.fail('it must be found');
    await storage().upsert('secret-code', consumed, 60);
    expect((await storage().find('secret-code'))?.consumed).to.equal(NOW / 1000);
  });

  it('withdraws everything of a grant', async () => {
    await storage().upsert('secret-code', CODE, 60);
    await storage().revokeByGrantId('grant-1');
    expect(await storage().find('secret-code')).to.equal(undefined);
  });

  it('says that it cannot tell where the ledger cannot', async () => {
    await ledger.close();
    const failure = await storage()
      .find('secret-code')
      .catch((error: unknown) => error);
    expect(failure).to.include({ status: 503, error: 'temporarily_unavailable' });
  });
});
