import { get } from 'node:https';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { LOOPBACK_TLS } from '@cambio/testkit';
import { type Certificate, type CertificateAuthority, createAuthority } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import type { TlsMaterial } from '../../src/certificate/files.ts';
import { listen, type Patience, type RunningServer } from '../../src/http/server.ts';

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

describe('a listener', () => {
  const LONG: Patience = {
    handshake: 60_000,
    headers: 60_000,
    request: 60_000,
    idle: 60_000,
    stalled: 60_000,
    lookEvery: 5,
  };
  const REQUEST = 'POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n';
  let server: RunningServer;
  /** Whether the last answer was taken as a whole. */
  let isTaken: PromiseWithResolvers<boolean>;
  afterEach(() => server.close());

  async function open(patience: Partial<Patience>, more = {}): Promise<void> {
    const options = { host: '127.0.0.1', port: 0, headerLimit: 4096, maxConnections: 100, ...more };
    isTaken = Promise.withResolvers();
    server = await listen(
      async (request, response) => {
        response.once('close', () => isTaken.resolve(response.writableFinished));
        response.end((await text(request).catch(() => '')) || 'nothing');
      },
      options,
      { ...LONG, ...patience },
    );
  }

  function dial(): Socket {
    return connect(Number(new URL(server.url).port), '127.0.0.1');
  }

  /** What it says until it closes the connection. */
  async function said(socket: Socket, ...sent: readonly string[]): Promise<string> {
    for (const part of sent) socket.write(part);
    return text(socket);
  }

  it('does not wait for headers that come slowly', async () => {
    await open({ headers: 50 });
    expect(await said(dial(), 'POST /token HTTP/1.1\r\n', 'X: y\r\n')).to.match(/^HTTP\/1\.1 408 /);
  });

  it('does not wait for a body that comes slowly', async () => {
    await open({ headers: 50, request: 60 });
    expect(await said(dial(), REQUEST, 'a=')).to.match(/^HTTP\/1\.1 408 /);
  });

  it('closes a connection that is idle', async () => {
    await open({ idle: 20 });
    const answer = await said(dial(), REQUEST, 'a=b&');
    expect(answer).to.match(/^HTTP\/1\.1 200 [\s\S]*a=b&$/);
  });

  describe('of which much has been asked', () => {
    /** More than a connection holds for somebody who does not read. */
    const LONG_ANSWER = 'x'.repeat(16_000_000);

    async function ask(stalled: number): Promise<Socket> {
      await open({ stalled });
      const socket = dial().on('error', () => undefined);
      const headers = `Host: x\r\nConnection: close\r\nContent-Length: ${LONG_ANSWER.length}`;
      socket.write(`POST /token HTTP/1.1\r\n${headers}\r\n\r\n${LONG_ANSWER}`);
      return socket;
    }

    it('does not wait for a client that takes nothing of its answer', async () => {
      const socket = await ask(50);
      expect(await isTaken.promise).to.equal(false);
      socket.destroy();
    });

    it('waits for one that takes it slowly', async () => {
      let taken = 0;
      for await (const piece of await ask(500)) {
        if (Math.floor((taken + piece.length) / 1e6) > Math.floor(taken / 1e6)) await delay(100);
        taken += piece.length;
      }
      expect(taken).to.be.greaterThan(LONG_ANSWER.length);
    });
  });

  it('does not wait for a handshake', async () => {
    await open({ handshake: 20 }, { tls: PUBLIC });
    expect(await said(dial())).to.equal('');
  });

  it('takes no headers that are too large', async () => {
    await open({});
    expect(await said(dial(), `GET / HTTP/1.1\r\nX: ${'x'.repeat(5000)}\r\n\r\n`)).to.match(
      /^HTTP\/1\.1 431 /,
    );
  });

  it('takes no more connections than it may, and others once those are closed', async () => {
    await open({ idle: 20 }, { maxConnections: 1 });
    const first = dial();
    const answered = said(first, REQUEST);
    const second = dial().on('error', () => undefined);
    expect(await said(second, REQUEST, 'a=b&').catch(() => 'reset')).to.be.oneOf(['', 'reset']);
    first.write('a=b&');
    expect(await answered).to.match(/^HTTP\/1\.1 200 /);
    expect(await said(dial(), REQUEST, 'c=d&')).to.match(/^HTTP\/1\.1 200 [\s\S]*c=d&$/);
  });
});
