import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import { readBearer } from '../../src/http/bearer.ts';

function requestWith(authorization: string | undefined): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  if (authorization !== undefined) request.headers.authorization = authorization;
  return request;
}

describe('readBearer', () => {
  const cases: readonly [string | undefined, ReturnType<typeof readBearer>][] = [
    ['Bearer abc.def', { scheme: 'Bearer', token: 'abc.def' }],
    ['bearer abc', { scheme: 'Bearer', token: 'abc' }],
    ['BEARER  abc', { scheme: 'Bearer', token: 'abc' }],
    ['DPoP abc', { scheme: 'DPoP', token: 'abc' }],
    ['dpop abc', { scheme: 'DPoP', token: 'abc' }],
    ['Bearer abc def', { scheme: 'Bearer', token: 'abc def' }],
    ['Bearer', { scheme: 'Bearer', token: '' }],
    ['Bearerabc', undefined],
    ['Basic YTpi', undefined],
    ['abc', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [header, expected] of cases) {
    it(`finds in ${JSON.stringify(header)} ${JSON.stringify(expected)}`, () => {
      expect(readBearer(requestWith(header))).to.deep.equal(expected);
    });
  }
});
