import { expect } from 'chai';
import { lineDiff } from '../../src/text/line-diff.ts';
import { PLAIN } from '../../src/text/style.ts';

describe('a diff of lines', () => {
  it('shows what goes and what comes, with some lines around it', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'].join('\n');
    const after = before.replace('5', 'five\nand more').replace('\n12', '');
    expect(lineDiff(before, after, PLAIN)).to.equal(
      '  2\n  3\n  4\n- 5\n+ five\n+ and more\n  6\n  7\n  8\n  9\n  10\n  11\n- 12\n',
    );
    expect(lineDiff(before, before.replace('1\n', 'one\n'), PLAIN)).to.equal(
      '- 1\n+ one\n  2\n  3\n  4\n  …\n',
    );
  });

  it('shows nothing of texts that are the same', () => {
    expect(lineDiff('a\nb\n', 'a\nb\n', PLAIN)).to.equal('');
  });

  it('cannot be steered by what is in a text', () => {
    expect(lineDiff('a', 'a\u001b[2J', PLAIN)).to.equal('- a\n+ a\\u{1b}[2J\n');
  });

  for (const [before, after] of [
    ['x', 'y'],
    ['x', 'x y'],
    ['a b c', 'c a b'],
    ['a b a b', 'b a b a'],
    ['a a', 'b a a b'],
  ] as const) {
    it(`gives ${before} and ${after} back to who reads its marks`, () => {
      const shown = lineDiff(before.replaceAll(' ', '\n'), after.replaceAll(' ', '\n'), PLAIN).split('\n');
      const side = (mark: string) =>
        shown.flatMap((line) => (line.startsWith(' ') || line.startsWith(mark) ? line.slice(2) : []));
      expect(side('-').join(' ')).to.equal(before);
      expect(side('+').join(' ')).to.equal(after);
    });
  }
});
