import { expect } from 'chai';
import { issuer } from '../src/issuer.ts';

describe('issuer', () => {
  const accepted = [
    'https://tokens.example',
    'https://tokens.example/sts/v1',
    'https://tokens.example:8443',
    'http://localhost:8080',
    'http://127.0.0.1:8080/t',
    'http://127.9.9.9',
    'http://[::1]:8080',
  ];
  for (const text of accepted) {
    it(`accepts ${text}`, () => {
      expect(issuer.safeParse(text).success).to.equal(true);
    });
  }

  const refused = [
    ['', 'must be an absolute URL'],
    ['tokens.example', 'must be an absolute URL'],
    ['ftp://tokens.example', 'must be an https URL'],
    ['http://tokens.example', 'must be https: http is for loopback alone'],
    ['http://127.0.0.1.evil.example', 'must be https: http is for loopback alone'],
    ['http://localhost.evil.example', 'must be https: http is for loopback alone'],
    ['http://0.0.0.0:8080', 'must be https: http is for loopback alone'],
    ['https://user@tokens.example', 'must not hold a user or password'],
    ['https://tokens.example?', 'must not have a query or fragment'],
    ['https://tokens.example#', 'must not have a query or fragment'],
    ['https://tokens.example/', 'must not end in a slash'],
    ['https://tokens.example/sts/', 'must not end in a slash'],
    ['https://Tokens.example', 'must be written as URLs are normalised'],
    ['HTTPS://tokens.example', 'must be written as URLs are normalised'],
    ['https://tokens.example:443', 'must be written as URLs are normalised'],
    ['https://tokens.example/a/../b', 'must be written as URLs are normalised'],
    ['https://tokens.example/a b', 'must be written as URLs are normalised'],
    [' https://tokens.example', 'must be written as URLs are normalised'],
    ['http://2130706433', 'must be written as URLs are normalised'],
  ] as const;
  for (const [text, message] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(issuer.safeParse(text).error?.issues[0]?.message).to.include(message);
    });
  }
});
