import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { seal, unseal } from '../../src/local/sealing.ts';

const KEY = randomBytes(32);

describe('seal', () => {
  it('is opened with the same key and context', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plain, context) => {
        const opened = unseal(seal(plain, KEY, context), KEY, context);
        expect(opened).to.deep.equal({ ok: true, value: Buffer.from(plain) });
      }),
    );
  });

  it('never gives the same text twice', () => {
    const sealed = Array.from({ length: 100 }, () => seal(Buffer.from('secret'), KEY, 'a'));
    expect(new Set(sealed).size).to.equal(100);
  });

  it('stays closed under another key or context', () => {
    const sealed = seal(Buffer.from('secret'), KEY, 'key a');
    expect(unseal(sealed, randomBytes(32), 'key a')).to.deep.equal({ ok: false, error: 'unauthentic' });
    expect(unseal(sealed, KEY, 'key b')).to.deep.equal({ ok: false, error: 'unauthentic' });
  });

  it('stays closed when any byte is changed', () => {
    const [version = '', ...parts] = seal(Buffer.from('secret'), KEY, 'a').split('.');
    const [nonce, body] = parts.map((part) => Buffer.from(part, 'base64url'));
    if (nonce === undefined || body === undefined) throw new Error('unexpected format');
    for (const bytes of [nonce, body]) {
      for (let at = 0; at < bytes.length; at += 1) {
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        const text = `${version}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
        expect(unseal(text, KEY, 'a')).to.deep.equal({ ok: false, error: 'unauthentic' });
        bytes[at] = (bytes[at] ?? 0) ^ 1;
      }
    }
  });

  const [version = '', nonce = '', body = ''] = seal(Buffer.from('secret'), KEY, 'a').split('.');
  const OTHER_FORMATS: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['a version alone', version],
    ['no ciphertext', `${version}.${nonce}`],
    ['another version', `v2.${nonce}.${body}`],
    ['a part too many', `${version}.${nonce}.${body}.x`],
    ['a short nonce', `${version}.${nonce.slice(0, 8)}.${body}`],
    ['less than a tag', `${version}.${nonce}.${body.slice(0, 20)}`],
    ['empty parts', `${version}..`],
  ];
  for (const [what, text] of OTHER_FORMATS) {
    it(`is not ${what}`, () => {
      expect(unseal(text, KEY, 'a')).to.deep.equal({ ok: false, error: 'malformed' });
    });
  }
});
