import { expect } from 'chai';
import fc from 'fast-check';
import { percentEncode } from '../src/percent.ts';
import { anyText } from './arbitrary.ts';

describe('percentEncode', () => {
  for (const [text, encoded] of [
    ['AZaz09._~-', 'AZaz09._~-'],
    ['a:b=c@d/e', 'a%3Ab%3Dc%40d%2Fe'],
    ["!'()*", '%21%27%28%29%2A'],
    ['%41', '%2541'],
    ['ü', '%C3%BC'],
    ['😀', '%F0%9F%98%80'],
    ['a\ud800', 'a%uD800'],
    ['\udc00😀', '%uDC00%F0%9F%98%80'],
    ['', ''],
  ] as const) {
    it(`writes ${JSON.stringify(text)} as ${encoded}`, () => {
      expect(percentEncode(text)).to.equal(encoded);
    });
  }

  it('leaves nothing but unreserved characters and escapes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(percentEncode(text)).to.match(/^([A-Za-z0-9._~-]|%[0-9A-F]{2}|%uD[89A-F][0-9A-F]{2})*$/);
      }),
    );
  });

  it('keeps different texts different', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(percentEncode(one) === percentEncode(other)).to.equal(one === other);
      }),
    );
  });

  it('is what a URI decoder undoes, where the text is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeURIComponent(percentEncode(text))).to.equal(text);
      }),
    );
  });
});
