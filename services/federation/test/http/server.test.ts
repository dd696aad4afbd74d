import { get } from 'node:https';
import { TLSSocket } from 'node:tls';
import { LOOPBACK_TLS } from '@cambio/testkit';
import { type Certificate, type CertificateAuthority, createAuthority } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import type { TlsMaterial } from '../../src/certificate/files.ts';
import { listen, type RunningServer } from '../../src/http/server.ts';

const PUBLIC = { cert: LOOPBACK_TLS.cert, key: LOOPBACK_TLS.key };

describe('a listener that speaks https', () => {
  let server: RunningServer;
  afterEach(() => server.close());

  /** Says of each request whether its certificate is trusted. */
  const open = async (tls: TlsMaterial) => {
    const options = { host: '127.0.0.1', port: 0, headerLimit: 4096, maxConnections: 100, tls };
    server = await listen(({ socket }, response) => {
      response.end(String(socket instanceof TLSSocket && socket.authorized));
    }, options);
  };
  const ask = (shown?: Pick<Certificate, 'cert' | 'key'>, ca: string = LOOPBACK_TLS.ca) =>
    new Promise<string>((resolve, reject) => {
      const options = { ca, agent: false, ...(shown && { cert: shown.cert, key: shown.key }) };
      get(server.url, options, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve(text);
      }).once('error', reject);
    });

  it('names itself so', async () => {
    await open(PUBLIC);
    expect(server.url).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
  });

  it('trusts no certificate at all without an authority of its own', async () => {
    await open(PUBLIC);
    expect(await ask()).to.equal('false');
    expect(await ask(await (await createAuthority('Acme', Date.now)).issue())).to.equal('false');
  });

  it('trusts those its authorities vouch for, by a chain that the client sends along', async () => {
    const authority = await createAuthority('Acme', Date.now);
    const below = await authority.subordinate('Below');
    const certificate = await below.issue();
    await open({ ...PUBLIC, clientCa: authority.ca });
    expect(await ask(await authority.issue())).to.equal('true');
    expect(await ask(certificate)).to.equal('false');
    expect(await ask({ ...certificate, cert: `${certificate.cert}\n${below.ca}` })).to.equal('true');
  });

  it('serves new connections with what it was renewed with', async () => {
    const [before, after] = await Promise.all([
      createAuthority('Before', Date.now),
      createAuthority('After', Date.now),
    ]);
    await open({ ...PUBLIC, clientCa: before.ca });
    const judged = async (authority: CertificateAuthority) => ask(await authority.issue());
    expect([await judged(before), await judged(after)]).to.deep.equal(['true', 'false']);
    server.renew({ ...PUBLIC, clientCa: after.ca });
    expect([await judged(before), await judged(after)]).to.deep.equal(['false', 'true']);
    const revoked = await after.issue();
    server.renew({ ...PUBLIC, clientCa: after.ca, clientCrl: await after.revoke(revoked) });
    expect([await ask(revoked), await judged(after)]).to.deep.equal(['false', 'true']);
  });
});
