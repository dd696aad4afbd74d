import { expect } from 'chai';
import fc from 'fast-check';
import { readClaims } from '../../src/index.ts';
import { jwtFor } from './place.ts';

describe('readClaims', () => {
  it('reads whom a token is for, and when', () => {
    expect(readClaims(jwtFor('a', { iat: 1, exp: 2, sub: 's' }))).to.deep.equal({
      aud: ['a'],
      iat: 1,
      exp: 2,
    });
    expect(readClaims(jwtFor(['a', 'b']))).to.deep.equal({ aud: ['a', 'b'] });
    expect(readClaims(jwtFor('a', { aud: undefined }))).to.deep.equal({ aud: [] });
  });

  it('reads nothing where it is no such token', () => {
    const odd = [jwtFor('a', { exp: 'soon' }), jwtFor('a', { aud: 7 }), 'opaque', 'a.b.c', '', '..'];
    for (const text of odd) expect(readClaims(text)).to.equal(undefined);
  });

  it('never throws, and gives nothing but times and audiences', () => {
    const shapes = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.object().map((claims) => jwtFor('a', claims)),
    );
    fc.assert(
      fc.property(shapes, (text) => {
        expect(['aud', 'iat', 'exp']).to.include.members(Object.keys(readClaims(text) ?? {}));
      }),
    );
  });
});
