import { expect } from 'chai';
import { compileRegex } from '../../src/matcher/regex.ts';

function regex(pattern: string) {
  const compiled = compileRegex(pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value;
}

describe('compileRegex', () => {
  for (const [pattern, text, expected] of [
    ['v[0-9]+', 'v12', true],
    ['v[0-9]+', 'xv12', false],
    ['v[0-9]+', 'v12 ', false],
    ['v[0-9]+', 'v12\n', false],
    ['a|b', 'a', true],
    ['a|b', 'ab', false],
    ['a|bc', 'abc', false],
    ['(?i)MAIN', 'main', true],
    ['(?m)^a$', 'x\na', false],
    ['a.c', 'a\nc', false],
    ['', '', true],
    ['', 'a', false],
  ] as const) {
    it(`/${pattern}/ ${expected ? 'matches' : 'does not match'} ${JSON.stringify(text)} as a whole`, () => {
      expect(regex(pattern).matches(text)).to.equal(expected);
    });
  }

  it('finds a match anywhere when asked to', () => expect(regex('b+').finds('abbc')).to.equal(true));

  for (const pattern of [
    '(',
    'a)|(b',
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '[z-a]',
    'a{2000}',
    '*',
    '(?P<n',
    '\\',
  ]) {
    it(`refuses /${pattern}/`, () => expect(compileRegex(pattern)).to.have.property('ok', false));
  }

  it('takes time linear in the text, where backtracking would not end', () => {
    expect(regex('(a+)+b').matches('a'.repeat(5000))).to.equal(false);
    expect(regex('(a|a)*b').matches('a'.repeat(5000))).to.equal(false);
  });
});
