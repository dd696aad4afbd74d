import type { MappingDocument } from '@cambio/policy';
import { expect } from 'chai';
import { graphOf } from '../../src/pages/trust/graph/edges.ts';

const mapping = (id: string, issuer: string, target: string): MappingDocument => ({
  kind: 'Mapping',
  id,
  owner: 'o',
  purpose: 'p',
  issuer,
  target,
  effect: 'allow',
  match: {},
  enabled: true,
  acknowledge: [],
  tests: [],
  grant: { scopes: ['read'], binding: 'optional', claims: {} },
});

describe('graphOf', () => {
  it('joins the mappings of one issuer on one target, and puts targets beside their issuers', () => {
    const graph = graphOf([
      mapping('a', 'github', 'zoo'),
      mapping('b', 'github', 'zoo'),
      mapping('c', 'staff', 'admin'),
      mapping('d', 'github', 'packages'),
    ]);
    expect(graph.issuers.map(({ name }) => name)).to.deep.equal(['github', 'staff']);
    expect(graph.targets.map(({ name }) => name)).to.deep.equal(['packages', 'zoo', 'admin']);
    expect(graph.edges.map(({ mappings }) => mappings.map(({ id }) => id))).to.deep.equal([
      ['d'],
      ['a', 'b'],
      ['c'],
    ]);
  });
});
