import { expect } from 'chai';
import fc from 'fast-check';
import { createDecoder } from '../../src/token/base64url.ts';

const decode = createDecoder(4096);

/** The plain way to say it: what encoding gives back, and nothing else. */
function decodePlainly(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return text !== '' && bytes.toString('base64url') === text ? bytes : undefined;
}

function expectAgreement(text: string): void {
  expect(decode(text), JSON.stringify(text)).to.deep.equal(decodePlainly(text));
}

describe('base64url decoder', () => {
  it('reads every encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), (bytes) => {
        expect(decode(Buffer.from(bytes).toString('base64url'))).to.deep.equal(Buffer.from(bytes));
      }),
    );
  });

  it('agrees with encoding again on every ASCII text of up to two characters', () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    expectAgreement('');
    for (const first of ascii) {
      expectAgreement(first);
      for (const second of ascii) expectAgreement(first + second);
    }
  });

  it('agrees wherever an ASCII character is put into an encoding, or put in place of one', () => {
    for (const length of [1, 2, 3, 4, 5, 6, 7, 30, 31, 32, 100]) {
      const text = Buffer.alloc(length, 0x9e).toString('base64url');
      for (let code = 0; code < 128; code++) {
        for (let at = 0; at <= text.length; at++) {
          expectAgreement(text.slice(0, at) + String.fromCharCode(code) + text.slice(at));
          expectAgreement(text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1));
        }
      }
    }
  });

  it('agrees on any ASCII text, above all on those that are nearly right', () => {
    const near = fc.string({
      unit: fc.constantFrom(...'ABYZabyz0189-_', '+', '/', '=', ' ', '\n', '.'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.oneof(near, fc.base64String(), fc.string({ unit: 'binary-ascii' })), expectAgreement),
      {
        numRuns: 5000,
      },
    );
  });
});
