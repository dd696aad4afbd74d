import { expect } from 'chai';
import fc from 'fast-check';
import { derToRaw } from '../../src/local/ecdsa.ts';

/** DER as X.690 §8.3 has it: two's complement, as short as can be. */
function der(r: bigint, s: bigint): Buffer {
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const digits = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = Buffer.from(Number.parseInt(digits.slice(0, 2), 16) >= 0x80 ? `00${digits}` : digits, 'hex');
  return Buffer.concat([Buffer.from([0x02, bytes.length]), bytes]);
}

function padded(value: bigint, size: number): string {
  return value.toString(16).padStart(2 * size, '0');
}

describe('derToRaw', () => {
  for (const size of [32, 48]) {
    it(`lays r and s side by side, ${size} bytes each`, () => {
      const edge = fc.constantFrom(1n, 0x7fn, 0x80n, 2n ** BigInt(8 * size - 1), 2n ** BigInt(8 * size) - 1n);
      const number = fc.oneof(edge, fc.bigInt({ min: 1n, max: 2n ** BigInt(8 * size) - 1n }));
      fc.assert(
        fc.property(number, number, (r, s) => {
          expect(derToRaw(der(r, s), size).toString('hex')).to.equal(padded(r, size) + padded(s, size));
        }),
      );
    });
  }

  const good = der(2n ** 255n, 77n);
  const BAD: readonly (readonly [string, Buffer])[] = [
    ['nothing', Buffer.alloc(0)],
    ['another tag', Buffer.from(good).fill(0x31, 0, 1)],
    ['a cut end', good.subarray(0, -1)],
    ['a byte more', Buffer.concat([good, Buffer.from([0])])],
    ['a number too long', der(2n ** 264n, 1n)],
  ];
  for (const [what, bytes] of BAD) {
    it(`throws for ${what}`, () => {
      expect(() => derToRaw(bytes, 32)).to.throw(RangeError);
    });
  }
});
