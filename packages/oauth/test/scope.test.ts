import { expect } from 'chai';
import fc from 'fast-check';
import { formatScope, parseScope } from '../src/scope.ts';

describe('parseScope', () => {
  it('reads distinct tokens in the order given', () => {
    expect(parseScope('deploy:write deploy:read deploy:write')).to.deep.equal({
      ok: true,
      value: ['deploy:write', 'deploy:read'],
    });
  });

  for (const text of ['', ' a', 'a ', 'a  b', 'a\tb', 'a"b', 'a\\b', 'é', 'a\u0000']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parseScope(text)).to.deep.equal({ ok: false, error: 'malformed_scope' });
    });
  }

  it('gives back what formatScope wrote', () => {
    const token = fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]{1,20}$/);
    fc.assert(
      fc.property(fc.uniqueArray(token, { minLength: 1 }), (tokens) => {
        expect(parseScope(formatScope(tokens))).to.deep.equal({ ok: true, value: tokens });
      }),
    );
  });
});
