import { expect } from 'chai';
import fc from 'fast-check';
import { compileGlob } from '../../src/matcher/glob.ts';

const matches = (pattern: string, text: string) => compileGlob(pattern).matches(text);

/** The same language as a regular expression: slower on some patterns, but plain to see. */
function asRegExp(pattern: string): RegExp {
  const parts = pattern.match(/\*\*+|[\s\S]/gu) ?? [];
  const source = parts.map((part) => {
    if (part.startsWith('**')) return '[\\s\\S]*';
    if (part === '*') return '[^/:]*';
    return part === '?' ? '[^/:]' : part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`, 'u');
}

describe('compileGlob', () => {
  const table: readonly (readonly [
    pattern: string,
    matching: readonly string[],
    others: readonly string[],
  ])[] = [
    ['refs/heads/main', ['refs/heads/main'], ['refs/heads/main2', 'xrefs/heads/main', '']],
    ['refs/heads/*', ['refs/heads/', 'refs/heads/a.b-c'], ['refs/heads/a/b', 'refs/heads/a:b', 'refs/heads']],
    ['refs/**', ['refs/', 'refs/heads/a/b:c'], ['ref', 'refs']],
    ['**/main', ['/main', 'a/b/main'], ['main', 'a/main/b']],
    ['v?.?', ['v1.2'], ['v12', 'v1.', 'v/.2', 'v:.2', 'v1.23']],
    ['a*b*c', ['abc', 'a-b-b-c', 'abbcbc'], ['ab', 'a/bc', 'acb']],
    ['a**b*c', ['abc', 'a/x:b-c', 'ab/bc'], ['ab/c']],
    ['*', ['', 'abc'], ['a/b', 'a:b']],
    ['**', ['', 'a/b:c\nd'], []],
    ['***', ['a/b'], []],
    ['?', ['a', 'é', '😀'], ['', 'ab', '/', ':']],
    ['[ab]+(x)|y^$.\\d', ['[ab]+(x)|y^$.\\d'], ['a', 'y']],
    ['é*', ['é', 'école'], ['e']],
  ];
  for (const [pattern, matching, others] of table) {
    for (const text of matching) {
      it(`${pattern} matches ${JSON.stringify(text)}`, () => expect(matches(pattern, text)).to.equal(true));
    }
    for (const text of others) {
      it(`${pattern} does not match ${JSON.stringify(text)}`, () =>
        expect(matches(pattern, text)).to.equal(false));
    }
  }

  const alphabet = fc.constantFrom('a', 'b', '/', ':', '*', '?', '.', '😀', '\n');
  const anything = fc.string({ unit: alphabet, maxLength: 12 });

  it('matches what the regular expression of the same meaning matches', () => {
    const literal = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':'), maxLength: 10 });
    fc.assert(
      fc.property(anything, literal, (pattern, text) => {
        expect(matches(pattern, text)).to.equal(asRegExp(pattern).test(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('matches a text without * and ? by itself alone', () => {
    const plain = fc.string().filter((text) => !/[*?]/.test(text));
    fc.assert(
      fc.property(plain, plain, (pattern, text) => {
        expect(matches(pattern, pattern)).to.equal(true);
        expect(matches(pattern, text)).to.equal(pattern === text);
      }),
    );
  });

  it('never lets * or ? cross a separator', () => {
    const pattern = anything.filter((text) => !text.includes('**'));
    const separators = (text: string) => text.replace(/[^/:]/g, '');
    fc.assert(
      fc.property(pattern, anything, (glob, text) => {
        fc.pre(matches(glob, text));
        expect(separators(text)).to.equal(separators(glob));
      }),
    );
  });

  it('takes time linear in the text, where backtracking would not end', () => {
    const text = 'a'.repeat(20_000);
    expect(matches('*a*a*a*a*a*a*a*a*a*a*b', text)).to.equal(false);
    expect(matches('**a**a**a**a**a**a**b', text)).to.equal(false);
  });
});
