import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { isEqual } from '../src/equal.ts';

describe('isEqual', () => {
  it('agrees with Node about all that JSON can carry', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isEqual(a, b)).to.equal(isDeepStrictEqual(a, b));
        expect(isEqual(a, structuredClone(a))).to.equal(true);
      }),
    );
  });

  for (const [name, a, b] of [
    ['a list and an object', ['x'], { 0: 'x' }],
    ['a member that is undefined and none', { a: undefined }, {}],
    ['null and nothing', null, {}],
    ['other members of as many', { a: undefined }, { b: undefined }],
    ['a number and its text', [1], ['1']],
  ] as const) {
    it(`tells ${name} apart`, () => {
      expect(isEqual(a, b)).to.equal(false);
    });
  }

  it('takes members in any order', () => {
    expect(isEqual({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 })).to.equal(true);
  });
});
