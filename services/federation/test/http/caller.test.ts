import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect } from 'chai';
import type { PresentedCertificate } from '../../src/certificate/presented.ts';
import { identifyCaller } from '../../src/http/caller.ts';
import { trustedProxies } from '../../src/http/proxies.ts';

const TOKEN_URL = 'https://sts.acme.example/token';

function requestFrom(
  address: string,
  headers: Readonly<Record<string, string | string[]>> = {},
): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: address });
  const request = new IncomingMessage(socket);
  request.method = 'POST';
  for (const [name, value] of Object.entries(headers)) {
    request.headers[name] = [value].flat().join(', ');
    request.headersDistinct[name] = [value].flat();
  }
  return request;
}

describe("a caller's address", () => {
  const cases: readonly [string, string, string | undefined, string][] = [
    ['is that of the connection', '192.0.2.1', undefined, '192.0.2.1'],
    ['is not what a stranger forwards', '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is what our proxy was called from', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['skips all of our proxies', '10.0.0.1', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['is the nearest stranger, not what it claims', '10.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['is the farthest hop when all are ours', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['is our proxy where that forwards nothing', '10.0.0.1', undefined, '10.0.0.1'],
  ];
  for (const [what, connection, forwarded, expected] of cases) {
    it(what, () => {
      const identify = identifyCaller(TOKEN_URL, trustedProxies(['10.0.0.0/8']), () => undefined);
      const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
      expect(identify(requestFrom(connection, headers)).ip).to.equal(expected);
    });
  }
});

describe('a presented key', () => {
  const identify = identifyCaller(TOKEN_URL, trustedProxies([]), () => undefined);

  it('is none without a proof', () => {
    expect(identify(requestFrom('192.0.2.1')).presented).to.deep.equal({ kind: 'none' });
  });

  it('is judged against the public URL, whatever the request says of itself', () => {
    const headers = { dpop: 'proof', host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    expect(identify(requestFrom('192.0.2.1', headers)).presented).to.deep.equal({
      kind: 'dpop',
      proof: 'proof',
      method: 'POST',
      url: TOKEN_URL,
    });
  });

  it('keeps two proofs apart from one, so that they are refused', () => {
    expect(identify(requestFrom('192.0.2.1', { dpop: ['a', 'b'] })).presented).to.include({ proof: 'a,b' });
  });

  it('is that of the certificate, unless there is a proof for this very request', () => {
    const certificate = { thumbprint: 'thumbprint' } as PresentedCertificate;
    const identifyShown = identifyCaller(TOKEN_URL, trustedProxies([]), () => certificate);
    expect(identifyShown(requestFrom('192.0.2.1')).presented).to.deep.equal({
      kind: 'mtls',
      thumbprint: 'thumbprint',
    });
    expect(identifyShown(requestFrom('192.0.2.1', { dpop: 'proof' })).presented).to.include({ kind: 'dpop' });
  });
});
