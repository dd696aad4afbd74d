import { expect } from 'chai';
import fc from 'fast-check';
import { readYaml } from '../../src/index.ts';
import { SOURCE_LIMITS } from '../../src/parse/source.ts';

const read = (text: string) => readYaml({ path: 'a.yaml', text });

function onlyValue(text: string): unknown {
  const [document] = read(text);
  if (document?.ok !== true) throw new Error(`refused: ${JSON.stringify(document)}`);
  return document.value;
}

function problemsOf(text: string): readonly string[] {
  return read(text).flatMap((document) =>
    document.ok
      ? []
      : document.problems.map(({ rule, position: { line, column } }) => `${line}:${column} ${rule}`),
  );
}

describe('readYaml', () => {
  it('keeps what looks like something else as the text it is', () => {
    const text = 'date: 2027-06-01\nyes: yes\nno: "no"\nversion: 1.2.3\ntime: 12:30:00\n';
    expect(onlyValue(text)).to.deep.equal({
      date: '2027-06-01',
      yes: 'yes',
      no: 'no',
      version: '1.2.3',
      time: '12:30:00',
    });
  });

  it('tells text from numbers and booleans by their quotes', () => {
    expect(onlyValue('a: "1"\nb: 1\nc: "true"\nd: true\ne: -1.5e3\nf:\n')).to.deep.equal({
      a: '1',
      b: 1,
      c: 'true',
      d: true,
      e: -1500,
      f: null,
    });
  });

  it('reads JSON, tabs and escapes included', () => {
    expect(onlyValue('{\n\t"a": "\\u00e9\\/\\ud83d\\ude00",\n\t"b": [1, null]\n}')).to.deep.equal({
      a: 'é/😀',
      b: [1, null],
    });
  });

  it('reads every JSON value as JSON does', () => {
    const name = fc.string({ unit: 'binary' }).filter((text) => text !== '__proto__');
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.oneof(name, fc.maxSafeInteger(), fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.boolean()),
        fc.array(tie('value')),
        fc.dictionary(name, tie('value')),
      ),
    }));
    fc.assert(
      fc.property(value, (written) => {
        const text = JSON.stringify({ written });
        expect(onlyValue(text)).to.deep.equal(JSON.parse(text));
      }),
    );
  });

  it('reads many documents of a file, and passes over empty ones', () => {
    const documents = read('# about\n---\na: 1\n---\n---\nb: 2\n...\n');
    expect(documents.map((document) => document.ok && document.value)).to.deep.equal([{ a: 1 }, { b: 2 }]);
    expect(read('')).to.deep.equal([]);
  });

  const refused: Readonly<Record<string, readonly [text: string, problem: string]>> = {
    'an alias': ['a: &x [1]\nb: *x\n', '1:7 alias'],
    'an anchor by itself': ['a: &x 1\n', '1:7 alias'],
    'an alias bomb': [`a: &a [x]\n${'b: [*a, *a]\n'}`, '1:7 alias'],
    'a tag': ['a: !!str 1\n', '1:10 tag'],
    'a tag of somebody': ['a: !secret b\n', '1:12 tag'],
    'another YAML version': ['%YAML 1.1\n---\na: yes\n', '2:1 syntax'],
    'a name that is a number': ['1: a\n', '1:1 member-name'],
    'a name that is a list': ['? [a]\n: b\n', '1:3 member-name'],
    'a name that comes twice': ['a: 1\nb: 2\na: 3\n', '3:1 member-name'],
    'a name that would reach a prototype': ['a:\n  __proto__: 1\n', '2:3 member-name'],
    'a hexadecimal number': ['a: 0x10\n', '1:4 number'],
    'a number with a leading zero': ['a: 007\n', '1:4 number'],
    'a number past the exact ones': ['a: 12345678901234567890\n', '1:4 number'],
    'a number past all': ['a: 1e999\n', '1:4 number'],
    'no number': ['a: .nan\n', '1:4 number'],
    'an open quote': ['a: "b\n', '2:1 syntax'],
    'an open bracket': ['a: [b\n', '2:1 syntax'],
    'a tab as indentation': ['a:\n\tb: 1\n', '2:1 syntax'],
    'deep nesting': [`a: ${'['.repeat(40)}${']'.repeat(40)}\n`, '1:27 too-deep'],
    'a text past the limit': [`a: ${'b'.repeat(SOURCE_LIMITS.length)}`, '1:1 too-large'],
  };
  for (const [what, [text, problem]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expect(problemsOf(text)).to.include(problem));
  }

  it('refuses more documents than the limit', () => {
    expect(problemsOf('---\na: 1\n'.repeat(SOURCE_LIMITS.documents + 1))).to.deep.equal([
      `${2 * SOURCE_LIMITS.documents + 1}:1 too-large`,
    ]);
  });

  it('reads fifty thousand names without comparing every pair', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `name-${index}: 1`).join('\n');
    expect(Object.keys(Object(onlyValue(text)))).to.have.length(50_000);
  });

  for (const text of [
    '[',
    '{a: ',
    '- ',
    '? ',
    '!',
    '&a ',
    '{',
    '[a,',
    '"',
    '|\n',
    '%',
    '\t',
    '---\n',
    '*a ',
  ]) {
    it(`never throws on ${JSON.stringify(text)} over and over`, () => {
      expect(() => read(text.repeat(20_000))).not.to.throw();
    });
  }

  it('never throws on any text', () => {
    const words = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '-',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '|',
      '>',
      '&x',
      '*x',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(words, fc.string({ maxLength: 3 }))).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        for (const document of read(written)) if (!document.ok) expect(document.problems).not.to.be.empty;
      }),
      { numRuns: 1000 },
    );
  });

  it('finds members, and for what is not there the nearest around it', () => {
    const [document] = read('kind: Mapping\ngrant:\n  scopes: [a,\n    b]\n  claims: {x: y}\n');
    if (document?.ok !== true) throw new Error('refused');
    const at = (...path: readonly (string | number)[]) => {
      const { line, column } = document.locate(path);
      return `${line}:${column}`;
    };
    expect([
      at(),
      at('kind'),
      at('grant'),
      at('grant', 'scopes', 1),
      at('grant', 'claims', 'x'),
    ]).to.deep.equal(['1:1', '1:1', '2:1', '4:5', '5:12']);
    expect([at('grant', 'lifetime'), at('grant', 'scopes', 9), at('absent')]).to.deep.equal([
      '2:1',
      '3:3',
      '1:1',
    ]);
  });
});
