import { expect } from 'chai';
import fc from 'fast-check';
import { readYaml } from '../../src/index.ts';
import { piecesOf } from '../../src/parse/pieces.ts';
import { readPiece } from '../../src/parse/yaml.ts';

/** What is read of a text as one piece. */
function readWhole(text: string) {
  return readPiece({ text, start: 0, line: 0 }, 'a.yaml');
}

/** Whether line breaks and comments after an empty value belong to a document depends on what follows: they mean nothing. */
function told(documents: ReturnType<typeof readWhole>, text: string) {
  return documents.map((document) => {
    if (!document.ok) return document;
    const { value, start, end, locate } = document;
    return {
      value,
      start,
      text: text.slice(start, end).replace(/(\s|(?<=\n)#.*)*$/, ''),
      at: [locate([]), locate(['b'])],
    };
  });
}

const LINES = [
  '---',
  '--- # about the next one',
  '---\r',
  '--- {b: 1}',
  '---x: 1',
  ' ---',
  '# who',
  '',
  'a: 1',
  'b:',
  '  - x',
  '  c: ---',
  'b: |',
  '  text',
  '  --- more',
  "b: 'some",
  "  more'",
  'b: {c: 1,',
  ' d: 2}',
  'a: 2',
  '...',
  '%YAML 1.2',
  '\ufeff',
  '\u2028---',
];

describe('the pieces of a text', () => {
  it('are the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES)), (lines) => {
        const text = lines.join('\n');
        expect(
          piecesOf(text)
            .map((piece) => piece.text)
            .join(''),
        ).to.equal(text);
        for (const { start, line } of piecesOf(text)) {
          expect(text.slice(0, start).split('\n')).to.have.length(line + 1);
        }
      }),
    );
  });

  it('are read as the text is, and stand where they stood', () => {
    let several = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 14 }), (lines) => {
        const text = lines.join('\n');
        const whole = readWhole(text);
        fc.pre(whole.every(({ ok }) => ok));
        if (whole.length > 1) several++;
        expect(told(readYaml({ path: 'a.yaml', text }), text)).to.deep.equal(told(whole, text));
      }),
      { numRuns: 5000 },
    );
    expect(several).to.be.greaterThan(100);
  });

  it('are refused one by one', () => {
    const [first, second, third] = readYaml({ path: 'a.yaml', text: 'a: 1\n---\na: [\n---\na: 2\n' });
    expect([first?.ok, third?.ok]).to.deep.equal([true, true]);
    expect(second).to.have.nested.property('problems[0].position.line').that.is.within(3, 4);
  });
});
