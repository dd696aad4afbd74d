import { expect } from 'chai';
import fc from 'fast-check';
import { isExactNumber } from '../../src/token/exact-number.ts';

describe('isExactNumber', () => {
  it('holds for whatever JavaScript writes, but integers beyond the safe ones', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const expected = !Number.isInteger(value) || Number.isSafeInteger(value);
        expect(isExactNumber(JSON.stringify(value))).to.equal(expected);
      }),
    );
  });

  it('holds for an integer exactly when it is a safe one', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }), (value) => {
        const safe = value >= -(2n ** 53n) + 1n && value <= 2n ** 53n - 1n;
        expect(isExactNumber(String(value))).to.equal(safe);
      }),
    );
  });

  it('does not mind how the same value is written', () => {
    for (const text of ['1.50', '15e-1', '0.15E1', '150e-2', '1.5e+0'])
      expect(isExactNumber(text)).to.equal(true);
  });
});
