import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import type { LoginRecord } from '../src/index.ts';
import { NOW } from './decisions.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

const CODE: LoginRecord = {
  kind: 'DeviceCode',
  key: 'digest-1',
  alias: 'user-code-1',
  grant: 'grant-1',
  body: { clientId: 'console', nested: { list: [1, 'two', null] } },
  expiresAt: NOW + 1000,
};

/** What every ledger promises of log-ins. `store().clock` moves the time of all its adapters. */
export function loginConformance(store: () => LedgerUnderTest): void {
  describe('log-ins', () => {
    const logins = () => store().ledger.logins;
    const get = () => logins().get('DeviceCode', 'digest-1');

    beforeEach(async () => {
      expect(await logins().put(CODE)).to.deep.equal(ok(undefined));
    });

    it('are found by key and by alias, within their kind, on every adapter', async () => {
      const { logins: elsewhere } = await store().another();
      expect(await elsewhere.get('DeviceCode', 'digest-1')).to.deep.equal(ok(CODE));
      expect(await elsewhere.getByAlias('DeviceCode', 'user-code-1')).to.deep.equal(ok(CODE));
      expect(await elsewhere.get('Session', 'digest-1')).to.deep.equal(ok(undefined));
      expect(await elsewhere.getByAlias('DeviceCode', 'digest-1')).to.deep.equal(ok(undefined));
    });

    it('are written over', async () => {
      const changed = { ...CODE, body: { accountId: 'ada' } };
      await logins().put(changed);
      expect(await get()).to.deep.equal(ok(changed));
    });

    it('end at their time', async () => {
      store().clock.set(NOW + 999);
      expect(await get()).to.deep.equal(ok(CODE));
      store().clock.set(NOW + 1000);
      expect(await get()).to.deep.equal(ok(undefined));
      expect(await logins().consume('DeviceCode', 'digest-1')).to.deep.equal(ok('gone'));
    });

    it('are used up by one of fifty who try at once, on two adapters', async () => {
      const { logins: elsewhere } = await store().another();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          (i % 2 === 0 ? logins() : elsewhere).consume('DeviceCode', 'digest-1'),
        ),
      );
      expect(answers.filter((answer) => answer.ok && answer.value === 'consumed')).to.have.length(1);
      expect(await get()).to.deep.equal(ok({ ...CODE, consumedAt: NOW }));
    });

    it('are removed alone, and with all of their grant', async () => {
      const session = { ...CODE, kind: 'Session', grant: 'grant-2' };
      await logins().put(session);
      await logins().removeGrant('grant-1');
      expect(await get()).to.deep.equal(ok(undefined));
      expect(await logins().get('Session', 'digest-1')).to.deep.equal(ok(session));
      await logins().remove('Session', 'digest-1');
      expect(await logins().get('Session', 'digest-1')).to.deep.equal(ok(undefined));
    });

    it('are forgotten once they have ended', async () => {
      await logins().put({ ...CODE, key: 'digest-2', alias: 'user-code-2', expiresAt: NOW + 2000 });
      store().clock.set(NOW + 1000);
      expect(await logins().sweep()).to.deep.equal(ok(1));
      expect(await logins().sweep()).to.deep.equal(ok(0));
    });

    it('are unavailable once the ledger is closed', async () => {
      await store().ledger.close();
      expect(await get()).to.deep.equal(err('unavailable'));
    });
  });
}
