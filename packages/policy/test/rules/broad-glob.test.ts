import { expect } from 'chai';
import { BAN, diagnosticsOf, diagnosticsOfMatch, MATCH, rulesIn } from './documents.ts';

/** What broad-glob says of a matcher on a claim, without the other rules. */
function saidOf(claim: string, matcher: object) {
  const found = diagnosticsOfMatch({ ...MATCH, [claim]: { ...matcher } });
  return found.filter(({ rule }) => rule === 'broad-glob').map(({ message }) => message);
}

describe('broad-glob', () => {
  for (const [claim, matcher, message] of [
    ['ref', { glob: 'refs/heads/**' }, 'ref is matched with **, which stands for any number of segments'],
    [
      'repository',
      { glob: 'acme/*' },
      'repository is matched with a wildcard after a separator, where every name may follow',
    ],
    [
      'sub',
      { glob: 'repo:acme/shop:?*' },
      'sub is matched with a wildcard after a separator, where every name may follow',
    ],
    ['repository', { prefix: 'acme/' }, 'repository is matched by its beginning, and anything may follow'],
    [
      'repository',
      { prefix: 'acme' },
      'repository is matched by its beginning, which names of others can have too',
    ],
    [
      'repository',
      { regex: 'acme/.+' },
      'repository is matched with .* or .+, which stand for any number of segments',
    ],
  ] as const) {
    it(`tells of ${JSON.stringify(matcher)} on ${claim}`, () => {
      expect(saidOf(claim, matcher)).to.deep.equal([message]);
    });
  }

  for (const [claim, matcher] of [
    ['repository', { glob: 'acme/shop-*' }],
    ['repository', { regex: 'acme/shop-(api|web)' }],
    ['repository', { regex: 'acme/shop\\.*' }],
    ['ref', { glob: 'refs/tags/*' }],
    ['ref', { prefix: 'refs/heads/release/' }],
    ['environment', { glob: 'review/*' }],
    ['repository', { not: { glob: 'acme/*' } }],
  ] as const) {
    it(`says nothing of ${JSON.stringify(matcher)} on ${claim}`, () => {
      expect(saidOf(claim, matcher)).to.deep.equal([]);
    });
  }

  it('says nothing of a deny mapping', () => {
    expect(rulesIn(diagnosticsOf({ ...BAN, match: { ref: { glob: 'refs/**' } } }))).to.deep.equal([]);
  });
});
