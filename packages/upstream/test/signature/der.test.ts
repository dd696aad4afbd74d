import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { derSignature } from '../../src/signature/der.ts';

describe('derSignature', () => {
  for (const [namedCurve, width] of [
    ['P-256', 32],
    ['P-384', 48],
    ['P-521', 66],
  ] as const) {
    it(`turns what ${namedCurve} signs into what OpenSSL reads`, () => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
      for (let round = 0; round < 40; round++) {
        const input = Buffer.from(`message ${round}`);
        const raw = sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        expect(verify('sha256', input, publicKey, derSignature(raw, width) ?? Buffer.alloc(0))).to.equal(
          true,
        );
      }
    });
  }

  it('writes any two integers as DER does: minimal, and positive', () => {
    const integer = (width: number) => fc.bigInt({ min: 0n, max: 2n ** BigInt(8 * width) - 1n });
    const pair = fc
      .constantFrom(32, 48, 66)
      .chain((width) => fc.tuple(fc.constant(width), integer(width), integer(width)));
    const small = fc.tuple(
      fc.constantFrom(32, 48, 66),
      fc.bigInt({ min: 0n, max: 300n }),
      fc.bigInt({ min: 0n, max: 70_000n }),
    );
    fc.assert(
      fc.property(fc.oneof(pair, small), ([width, r, s]) => {
        const hex = [r, s].map((value) => value.toString(16).padStart(2 * width, '0')).join('');
        const der = derSignature(Buffer.from(hex, 'hex'), width) ?? expect.fail('has the right length');
        expect(readIntegers(der)).to.deep.equal([r, s]);
      }),
    );
  });

  it('wants exactly twice the width', () => {
    for (const length of [0, 63, 65, 70, 128])
      expect(derSignature(Buffer.alloc(length), 32)).to.equal(undefined);
  });
});

/** Reads a SEQUENCE of two INTEGERs and checks that it is written as DER wants it. */
function readIntegers(der: Buffer): readonly bigint[] {
  expect(der[0]).to.equal(0x30);
  const long = der[1] === 0x81;
  const start = long ? 3 : 2;
  expect(der.length - start).to.equal(der[start - 1]);
  expect(long).to.equal(der.length - start >= 0x80);
  const integers: bigint[] = [];
  for (let at = start; at < der.length; ) {
    expect(der[at]).to.equal(0x02);
    const length = der[at + 1] ?? 0;
    const bytes = der.subarray(at + 2, at + 2 + length);
    const [first = 0, second = 0] = bytes;
    expect(first < 0x80, 'positive').to.equal(true);
    expect(length > 1 && first === 0 && second < 0x80, 'padded without need').to.equal(false);
    integers.push(BigInt(`0x${bytes.toString('hex')}`));
    at += 2 + length;
  }
  return integers;
}
