import { expect } from 'chai';
import { printable } from '../../src/text/printable.ts';

describe('printable', () => {
  for (const [text, shown] of [
    ['refs/heads/main', 'refs/heads/main'],
    ['Zürich – 東京 ✓ 🚀', 'Zürich – 東京 ✓ 🚀'],
    ['a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['a\nb\tc\r', 'a\\u{a}b\\u{9}c\\u{d}'],
    ['\u009b2J', '\\u{9b}2J'],
    ['a\u202eb\u2066c\u2028d', 'a\\u{202e}b\\u{2066}c\\u{2028}d'],
    ['\ud800', '\\u{d800}'],
  ] as const) {
    it(`shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}`, () => {
      expect(printable(text)).to.equal(shown);
    });
  }
});
