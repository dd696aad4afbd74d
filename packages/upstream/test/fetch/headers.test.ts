import { expect } from 'chai';
import { isJsonType, maxAgeOf } from '../../src/fetch/headers.ts';

describe('isJsonType', () => {
  for (const type of [
    'application/json',
    'application/jwk-set+json',
    'application/vnd.acme.v1+json',
    'Application/JSON; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json; profile=x',
  ]) {
    it(`accepts ${type}`, () => expect(isJsonType(type)).to.equal(true));
  }
  for (const type of [
    undefined,
    '',
    'text/plain',
    'text/html; charset=utf-8',
    'text/json',
    'application/jsonp',
    'application/x-json-lines',
    'application/octet-stream',
    'application/json; charset=utf-16',
    'application/json, text/html',
  ]) {
    it(`refuses ${type}`, () => expect(isJsonType(type)).to.equal(false));
  }
});

describe('maxAgeOf', () => {
  const table = [
    [undefined, undefined],
    ['', undefined],
    ['public', undefined],
    ['max-age=300', 300],
    ['public, Max-Age=300, must-revalidate', 300],
    ['max-age="60"', 60],
    ['max-age=0', 0],
    ['no-store', 0],
    ['max-age=300, no-cache', 0],
    ['max-age=-1', undefined],
    ['max-age=1e9', undefined],
    ['max-age=99999999999', undefined],
    ['x-max-age=300', undefined],
  ] as const;
  for (const [header, expected] of table) {
    it(`reads ${JSON.stringify(header)} as ${expected}`, () => expect(maxAgeOf(header)).to.equal(expected));
  }
});
