import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { createActiveTrust } from '../../src/trust/active-trust.ts';
import { adminUnderTest, ISSUER, NOBODY } from './admin-under-test.ts';
import { FILES, mappingText } from './trust-under-test.ts';

const SEEN = { name: 'acme/shop', firstSeen: 1, lastSeen: 9, allowed: 4, denied: 1 };

const workload = (number: number) => ({ issuer: 'i"/', workload: `w:${number}/=`, ...SEEN });

describe('GET /workloads', () => {
  it('gives them page by page, whatever their keys are', async () => {
    const asked: unknown[] = [];
    const list = async (page: { limit: number }) => {
      asked.push(page);
      return ok([1, 2, 3].map(workload).slice(0, page.limit));
    };
    const { call } = adminUnderTest({ workloads: { ...NOBODY, list } });
    const first = await (await call('workloads?limit=2&name=shop')).json();
    expect(first).to.deep.include({ workloads: [workload(1), workload(2)] });
    await call(`workloads?limit=2&cursor=${(first as { next: string }).next}`);
    expect(asked).to.deep.equal([
      { limit: 3, name: 'shop' },
      { limit: 3, after: { issuer: 'i"/', workload: 'w:2/=' } },
    ]);
  });

  for (const cursor of ['x', 'W10', 'WyJhIl0', 'bnVsbA']) {
    it(`refuses the cursor ${cursor}`, async () => {
      const response = await adminUnderTest().call(`workloads?cursor=${cursor}`);
      expect(response.status).to.equal(400);
      expect(await response.json()).to.deep.include({ reason: 'query_invalid', members: ['cursor'] });
    });
  }

  it('says so where the inventory does not answer', async () => {
    const workloads = {
      ...NOBODY,
      list: async () => err('unavailable' as const),
      get: async () => err('unavailable' as const),
    };
    const { call } = adminUnderTest({ workloads });
    expect((await call('workloads')).status).to.equal(503);
    expect((await call('workloads/i/w')).status).to.equal(503);
  });
});

describe('GET /workloads/{issuer}/{workload}', () => {
  const trust = createActiveTrust({ issuer: ISSUER, lifetime: 300, maxLifetime: 900 }, () => undefined);
  before(() => {
    const wide = { path: 'mappings/job.yaml', text: mappingText('job', { scopes: 'read, write' }) };
    expect(trust.change([...FILES.slice(0, 1), wide], 'r1').ok).to.equal(true);
  });

  for (const { what, count, mapping, expected } of [
    {
      what: 'what it never asked for',
      count: 4,
      mapping: 'job',
      expected: { owner: 'ada@acme.example', granted: ['read', 'write'], unused: ['write'] },
    },
    {
      what: 'nothing where it did not always name its scopes',
      count: 5,
      mapping: 'job',
      expected: { owner: 'ada@acme.example', granted: ['read', 'write'], unused: [] },
    },
    { what: 'nothing of a mapping that is gone', count: 4, mapping: 'gone', expected: { unused: [] } },
  ]) {
    it(`tells ${what}`, async () => {
      const scopes = [{ scope: 'read', asked: 4, lastAsked: 8 }];
      const use = { mapping, target: 'api', firstSeen: 1, lastSeen: 8, count };
      const get = async () => ok({ ...workload(1), uses: [{ ...use, scopes }] });
      const { call } = adminUnderTest({ trust, workloads: { ...NOBODY, get } });
      const response = await call(`workloads/${encodeURIComponent('i"/')}/${encodeURIComponent('w:1/=')}`);
      expect(await response.json()).to.deep.equal({
        ...workload(1),
        uses: [{ ...use, asked: scopes, ...expected }],
      });
    });
  }

  it('knows none that was not seen', async () => {
    expect((await adminUnderTest().call('workloads/i/w')).status).to.equal(404);
  });
});
