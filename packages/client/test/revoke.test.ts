import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { revoke } from '../src/index.ts';
import { closeServers, type Reply, serve } from './server.ts';

async function revokeAt(reply: Reply, metadata: Readonly<Record<string, unknown>> = {}) {
  const server = await serve(({ target, headers }) => {
    if (target === '/revoke') return reply;
    const issuer = `http://${headers.host}`;
    return { body: { issuer, revocation_endpoint: `${issuer}/revoke`, ...metadata } };
  });
  const outcome = await revoke(server.url, 'issued-canary', { fetch });
  return { outcome, asked: server.received.filter(({ target }) => target === '/revoke') };
}

describe('revoke', () => {
  afterEach(closeServers);

  it('posts the token to the endpoint that the metadata names, and nothing else (RFC 7009 §2.1)', async () => {
    const { outcome, asked } = await revokeAt({ body: '' });
    expect(outcome).to.deep.equal(ok(undefined));
    expect(asked.map(({ method, body }) => ({ method, body }))).to.deep.equal([
      { method: 'POST', body: 'token=issued-canary' },
    ]);
  });

  for (const status of [302, 400, 401, 429, 503]) {
    it(`says so where the gateway answers ${status}, and does not try again`, async () => {
      const { outcome, asked } = await revokeAt({ status, body: { error: 'issued-canary' } });
      expect(outcome).to.deep.include({ ok: false });
      expect(JSON.stringify(outcome)).to.contain(String(status)).and.not.contain('issued-canary');
      expect(asked).to.have.length(1);
    });
  }

  it('sends the token nowhere but to https, or this machine', async () => {
    const { outcome } = await revokeAt({}, { revocation_endpoint: 'http://sts.acme.example/revoke' });
    expect(outcome).to.deep.include({ ok: false });
  });

  it('says so where nobody answers', async () => {
    expect(await revoke('http://127.0.0.1:1', 'issued-canary', { fetch })).to.have.nested.property(
      'error.kind',
      'unreachable',
    );
  });
});
