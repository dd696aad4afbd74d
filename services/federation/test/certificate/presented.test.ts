import { X509Certificate } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type Certificate, type CertificateAuthority, createAuthority } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { readCertificates } from '../../src/certificate/authorities.ts';
import { certificateReader } from '../../src/certificate/presented.ts';
import { trustedProxies } from '../../src/http/proxies.ts';

interface Connection {
  readonly address: string;
  /** What was shown in the handshake. */
  readonly shown?: Certificate;
  readonly authorized?: boolean;
  readonly header?: string;
}

function requestOn({ address, shown, authorized = false, header }: Connection): IncomingMessage {
  const socket = shown === undefined ? new Socket() : new TLSSocket(new Socket());
  Object.defineProperty(socket, 'remoteAddress', { value: address });
  if (socket instanceof TLSSocket) {
    socket.authorized = authorized;
    socket.getPeerX509Certificate = () => shown && new X509Certificate(shown.cert);
  }
  const request = new IncomingMessage(socket);
  if (header !== undefined) request.headersDistinct['client-cert'] = [header];
  return request;
}

describe('the certificate of a request', () => {
  let authority: CertificateAuthority;
  let one: Certificate;
  let other: Certificate;
  let toldOne: string;
  before(async () => {
    authority = await createAuthority('Acme', Date.now);
    [one, other] = await Promise.all([authority.issue(), authority.issue()]);
    toldOne = `:${one.der.toString('base64')}:`;
  });

  const read = (connection: Connection, header?: string) => {
    const authorities = () => readCertificates(authority.ca);
    const proxies = trustedProxies(['10.0.0.0/8']);
    const options = { ...(header !== undefined && { header }), proxies, authorities, now: Date.now };
    const presented = certificateReader(options)(requestOn(connection));
    return presented && { thumbprint: presented.thumbprint, trusted: presented.trusted };
  };

  it('is that of the connection, trusted as far as the handshake found', () => {
    const { thumbprint } = one;
    for (const authorized of [true, false]) {
      const connection = { address: '192.0.2.1', shown: one, authorized };
      expect(read(connection)).to.deep.equal({ thumbprint, trusted: authorized });
      expect(read(connection, 'client-cert')).to.deep.equal({ thumbprint, trusted: authorized });
    }
  });

  it('is none in the clear', () => {
    expect(read({ address: '192.0.2.1' })).to.equal(undefined);
  });

  it('is what a declared proxy tells, judged by our authorities', () => {
    const told = read({ address: '10.0.0.1', header: toldOne }, 'client-cert');
    expect(told).to.deep.equal({ thumbprint: one.thumbprint, trusted: true });
  });

  it('is never that of the proxy itself', () => {
    const connection = { address: '10.0.0.1', shown: other, authorized: true };
    expect(read(connection, 'client-cert')).to.equal(undefined);
    const told = read({ ...connection, header: toldOne }, 'client-cert');
    expect(told?.thumbprint).to.equal(one.thumbprint);
  });

  it('is nothing that anybody else tells', () => {
    expect(read({ address: '192.0.2.1', header: toldOne }, 'client-cert')).to.equal(undefined);
    expect(read({ address: '10.0.0.1', header: toldOne })).to.equal(undefined);
    const shown = read({ address: '192.0.2.1', shown: other, header: toldOne }, 'client-cert');
    expect(shown?.thumbprint).to.equal(other.thumbprint);
  });
});
