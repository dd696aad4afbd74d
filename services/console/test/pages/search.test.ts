import { expect } from 'chai';
import { readDecisionSearch } from '../../src/pages/decisions/search.ts';
import { readOverviewSearch } from '../../src/pages/overview/search.ts';
import { readWorkloadSearch } from '../../src/pages/workloads/search.ts';

describe('what addresses say', () => {
  for (const [read, given, expected] of [
    [readDecisionSearch, { outcome: 'deny', reason: 'no_mapping', span: '24h' }, undefined],
    [readDecisionSearch, { workload: 12 }, { workload: '12' }],
    [readDecisionSearch, { outcome: 'maybe', span: 'toString', mapping: '', target: ['a'], more: 1 }, {}],
    [readWorkloadSearch, { name: 'shop', issuer: 'github', seen: 'not-90d' }, undefined],
    [readWorkloadSearch, { name: 7, seen: 'constructor' }, { name: '7' }],
    [readOverviewSearch, { range: '7d' }, undefined],
    [readOverviewSearch, { range: '8d' }, {}],
  ] as const) {
    it(`${read.name} takes of ${JSON.stringify(given)} what it knows`, () => {
      expect(read(given)).to.deep.equal(expected ?? given);
    });
  }
});
