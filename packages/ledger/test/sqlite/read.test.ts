import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openSqlite } from '../../src/sqlite/open.ts';
import type { Store } from '../../src/store.ts';
import { NOW } from '../decisions.ts';

describe('reading from SQLite', () => {
  let folder: string;
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cambio-ledger-'));
    const opened = await openSqlite(join(folder, 'cambio.db'), { mayUpgrade: true, now: NOW }, false);
    if (!opened.ok) throw new Error(opened.error.reason);
    store = opened.value;
  });

  afterEach(async () => {
    await store.db.destroy();
    rmSync(folder, { recursive: true });
  });

  const leases = () => store.read(store.db.selectFrom('lease').select('holder').compile());

  it('waits for no transaction, and sees what one under way has done', async () => {
    await store.db.transaction().execute(async (transaction) => {
      expect(await leases()).to.deep.equal([]);
      await transaction.insertInto('lease').values({ name: 'sweep', holder: 'a', until: NOW }).execute();
      expect(await leases()).to.deep.equal([{ holder: 'a' }]);
    });
  });

  it('sees nothing of what was undone', async () => {
    const undone = store.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('lease').values({ name: 'sweep', holder: 'a', until: NOW }).execute();
      throw new Error('undone');
    });
    expect(await undone.catch(String)).to.equal('Error: undone');
    expect(await leases()).to.deep.equal([]);
  });
});
