import { ok } from '@cambio/oauth';
import { emptyTrust } from '@cambio/policy';
import { expect } from 'chai';
import { tellReplica } from '../../src/jobs/tell-replica.ts';

describe('telling of a replica', () => {
  it('says what it has at once and when asked, and at last that it goes', async () => {
    const said: unknown[] = [];
    let revision = 'r1';
    const replica = tellReplica({
      replicas: {
        tell: async (told, forgetBefore) => {
          said.push({ ...told, forgetBefore });
          return ok(undefined);
        },
        leave: async (id) => {
          said.push(id);
          return ok(undefined);
        },
      },
      trust: { current: () => ({ revision, trust: emptyTrust }) },
      id: 'one',
      version: '1.2.3',
      now: () => 86_400_005,
    });
    replica.start();
    await replica.look();
    revision = 'r2';
    await replica.leave();
    const told = { id: 'one', version: '1.2.3', startedAt: 86_400_005, forgetBefore: 5 };
    expect(said).to.deep.equal([{ ...told, revision: 'r1' }, { ...told, revision: 'r2' }, 'one']);
  });
});
