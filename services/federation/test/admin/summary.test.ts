import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { adminUnderTest, NOBODY } from './admin-under-test.ts';

const SINCE = '2026-11-22T05:00:00Z';
const COUNT = {
  at: Date.parse(SINCE),
  issuer: 'github',
  outcome: 'deny',
  reason: 'no_mapping',
  count: 3,
} as const;
const SHOP = {
  issuer: 'github',
  workload: 'w',
  name: 'acme/shop',
  firstSeen: 1,
  lastSeen: 9,
  allowed: 4,
  denied: 1,
};

describe('GET /decisions/summary', () => {
  it('counts by steps of so many minutes, and names the busiest', async () => {
    const asked: unknown[] = [];
    const { call } = adminUnderTest({
      workloads: {
        ...NOBODY,
        busiest: async (since) => {
          asked.push(since);
          return ok([SHOP]);
        },
        countDecisions: async (counting) => {
          asked.push(counting);
          return ok([COUNT]);
        },
      },
    });
    const response = await call(`decisions/summary?since=${SINCE}&minutes=30`);
    expect(await response.json()).to.deep.equal({ counts: [COUNT], busiest: [SHOP] });
    expect(asked).to.deep.equal([{ since: COUNT.at, step: 30 * 60_000 }, COUNT.at]);
  });

  for (const query of ['', `since=${SINCE}&minutes=7`, `since=${SINCE}&minutes=0`, 'since=yesterday']) {
    it(`refuses the query “${query}”`, async () => {
      expect((await adminUnderTest().call(`decisions/summary?${query}`)).status).to.equal(400);
    });
  }

  for (const broken of ['busiest', 'countDecisions']) {
    it(`says so where the inventory does not answer: ${broken}`, async () => {
      const workloads = { ...NOBODY, [broken]: async () => err('unavailable' as const) };
      const response = await adminUnderTest({ workloads }).call(`decisions/summary?since=${SINCE}`);
      expect(response.status).to.equal(503);
    });
  }
});
