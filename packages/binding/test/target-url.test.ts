import { expect } from 'chai';
import fc from 'fast-check';
import { namesTarget } from '../src/target-url.ts';

const URL_OF_TOKEN = 'https://tokens.example/sts/a~b/token';

describe('namesTarget', () => {
  const same = [
    URL_OF_TOKEN,
    `${URL_OF_TOKEN}?a=b`,
    `${URL_OF_TOKEN}#c`,
    'HTTPS://Tokens.EXAMPLE/sts/a~b/token',
    'https://tokens.example:443/sts/a~b/token',
    'https://tokens.example/sts/a%7Eb/token',
    'https://tokens.example/sts/a%7eb/%74oken',
    'https://tokens.example/sts/./x/../a~b/token',
  ];
  for (const htu of same) {
    it(`takes ${htu} for the target`, () => {
      expect(namesTarget(htu, URL_OF_TOKEN)).to.equal(true);
    });
  }

  const others = [
    '',
    '/sts/a~b/token',
    'tokens.example/sts/a~b/token',
    'http://tokens.example/sts/a~b/token',
    'https://tokens.example:8443/sts/a~b/token',
    'https://tokens.example.evil/sts/a~b/token',
    'https://evil.example/sts/a~b/token',
    'https://tokens.example/sts/a~b/token/',
    'https://tokens.example/sts/a~b/Token',
    'https://tokens.example/sts/a~b',
    'https://tokens.example/sts%2Fa~b/token',
    'https://tokens.example//sts/a~b/token',
    'https://user@tokens.example/sts/a~b/token',
    'https://:pw@tokens.example/sts/a~b/token',
    'https:\\\\tokens.example\\sts\\a~b\\token',
    'https:/tokens.example/sts/a~b/token',
    'https://tokens.example/sts/a~b/tok\nen',
    ' https://tokens.example/sts/a~b/token',
    'ftp://tokens.example/sts/a~b/token',
    'https://tokens.example/sts/a~b/token\u0000',
  ];
  for (const htu of others) {
    it(`takes ${JSON.stringify(htu)} for another`, () => {
      expect(namesTarget(htu, URL_OF_TOKEN)).to.equal(false);
    });
  }

  it('tells codes that matter by their meaning, not their case', () => {
    expect(namesTarget('https://h.example/a%2fb', 'https://h.example/a%2Fb')).to.equal(true);
    expect(namesTarget('https://h.example/a/b', 'https://h.example/a%2Fb')).to.equal(false);
  });

  it('never throws, and every URL names itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !namesTarget(text, URL_OF_TOKEN)));
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) =>
        namesTarget(url, url),
      ),
    );
  });
});
