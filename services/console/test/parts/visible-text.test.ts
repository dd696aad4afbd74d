import { expect } from 'chai';
import fc from 'fast-check';
import { visiblePieces } from '../../src/parts/visible-text.ts';

describe('visiblePieces', () => {
  const shown = (text: string) =>
    visiblePieces(text).map((piece) => (piece.isEscape ? `[${piece.text}]` : piece.text));

  for (const [what, text, expected] of [
    ['plain text', 'acme/shop (production)', ['acme/shop (production)']],
    ['markup', '<img src=x onerror=alert(1)>', ['<img src=x onerror=alert(1)>']],
    ['a change of direction', 'a\u202Eexe.txt', ['a', '[U+202E]', 'exe.txt']],
    ['an isolate', '\u2066b\u2069', ['[U+2066]', 'b', '[U+2069]']],
    ['control characters', 'bell\u0007', ['bell', '[U+0007]']],
    ['line breaks', 'one\ntwo\u2028three', ['one', '[\\n]', 'two', '[U+2028]', 'three']],
    ['what has no width', 'pay\u200Bpal', ['pay', '[U+200B]', 'pal']],
    ['a space that is none', 'a\u00A0b', ['a', '[U+00A0]', 'b']],
    ['half a character', 'a\uD800', ['a', '[U+D800]']],
    ['what is far up', '\u{E0001}x', ['[U+E0001]', 'x']],
    ['letters of the world', 'Łódź 東京 שלום', ['Łódź 東京 שלום']],
  ] as const) {
    it(`shows ${what}`, () => {
      expect(shown(text)).to.deep.equal(expected);
    });
  }

  it('leaves nothing unseen, and loses nothing that was seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const pieces = visiblePieces(text);
        const plain = pieces.filter(({ isEscape }) => !isEscape).map((piece) => piece.text);
        expect(plain.join('')).not.to.match(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(plain.join('')).to.equal(text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, ''));
      }),
    );
  });
});
