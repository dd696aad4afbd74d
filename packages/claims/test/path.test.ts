import { expect } from 'chai';
import fc from 'fast-check';
import { lookUp, parseClaimPath, valueAt } from '../src/path.ts';
import { anyText } from './arbitrary.ts';

describe('parseClaimPath', () => {
  for (const [text, segments] of [
    ['repository_id', ['repository_id']],
    ['kubernetes.io', ['kubernetes.io']],
    ['oidc.circleci.com/org-id', ['oidc.circleci.com/org-id']],
    ['https://sts.amazonaws.com/', ['https://sts.amazonaws.com/']],
    ['/repository_id', ['repository_id']],
    ['/kubernetes.io/pod/uid', ['kubernetes.io', 'pod', 'uid']],
    ['/https:~1~1sts.amazonaws.com~1/aws_account', ['https://sts.amazonaws.com/', 'aws_account']],
    ['/a~01', ['a~1']],
    ['/a/', ['a', '']],
  ] as const) {
    it(`reads ${text}`, () => {
      expect(parseClaimPath(text)).to.deep.equal({ ok: true, value: { text, segments } });
    });
  }

  for (const [text, error] of [
    ['', 'empty_path'],
    ['/', 'empty_path'],
    ['/a~2', 'bad_escape'],
    ['/a~', 'bad_escape'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parseClaimPath(text)).to.deep.equal({ ok: false, error });
    });
  }
});

describe('lookUp', () => {
  const claims = { a: { b: ['x', { c: 1 }] }, 'a/b': 2, none: null };
  const at = (text: string) => {
    const path = parseClaimPath(text);
    return path.ok ? lookUp(claims, path.value) : undefined;
  };

  for (const [text, value] of [
    ['a/b', 2],
    ['/a/b/0', 'x'],
    ['/a/b/1/c', 1],
    ['none', null],
    ['/a/b/01', undefined],
    ['/a/b/-1', undefined],
    ['/a/b/2', undefined],
    ['/a/b/length', undefined],
    ['/none/x', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['/a/constructor/name', undefined],
  ] as const) {
    it(`finds ${value === undefined ? 'nothing' : JSON.stringify(value)} at ${text}`, () => {
      expect(at(text)).to.deep.equal(value);
    });
  }

  it('finds any member by its escaped pointer', () => {
    fc.assert(
      fc.property(anyText, anyText, (outer, inner) => {
        const escaped = (member: string) => member.replaceAll('~', '~0').replaceAll('/', '~1');
        const path = parseClaimPath(`/${escaped(outer)}/${escaped(inner)}`);
        const nested = Object.fromEntries([[outer, Object.fromEntries([[inner, 'here']])]]);
        expect(path.ok && lookUp(nested, path.value)).to.equal('here');
      }),
    );
  });
});

describe('valueAt', () => {
  const claims = { 'a/b': 1, a: { b: 2 }, '': 3 };

  for (const [text, value] of [
    ['a/b', 1],
    ['/a/b', 2],
    ['/a~1b', 1],
    ['', 3],
    ['/a~', undefined],
    ['/', undefined],
    ['constructor', undefined],
    ['/constructor', undefined],
  ] as const) {
    it(`is ${value ?? 'nothing'} at ${JSON.stringify(text)}`, () => {
      expect(valueAt(claims, text)).to.equal(value);
    });
  }
});
