import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { authorizationRequest, grantedBy, hasLogin, NotGranted, openLogin } from '../src/login.ts';

describe('the log-in of a person', () => {
  /** Opens a log-in at a gateway of these endpoints. */
  async function openAt(endpoints: Readonly<Record<string, string>>) {
    const server = createServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ issuer, ...endpoints }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    try {
      return await openLogin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'cambio-cli');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('is asked for with a challenge of the verifier that redeems it', async () => {
    const login = await openAt({ authorization_endpoint: 'https://sts.acme.example/authorize' });
    expect(hasLogin(login)).to.equal(true);
    const { url, pending } = await authorizationRequest(login, 'http://127.0.0.1:4711/callback', 'none');
    const asked = new URL(url);
    expect(asked.origin + asked.pathname).to.equal('https://sts.acme.example/authorize');
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.codeVerifier));
    expect(Object.fromEntries(asked.searchParams)).to.deep.equal({
      client_id: 'cambio-cli',
      response_type: 'code',
      scope: 'admin',
      redirect_uri: 'http://127.0.0.1:4711/callback',
      state: pending.state,
      code_challenge: Buffer.from(digest).toString('base64url'),
      code_challenge_method: 'S256',
      prompt: 'none',
    });
  });

  it('has none where the gateway names no place for it', async () => {
    const login = await openAt({});
    expect(hasLogin(login)).to.equal(false);
    const asked = await authorizationRequest(login, 'http://127.0.0.1/').catch(
      (error: Error) => error.message,
    );
    expect(asked).to.equal('this gateway has no log-in');
  });

  for (const { name, body, reason, decision } of [
    {
      name: 'a decision',
      body: JSON.stringify({ error: 'invalid_grant', reason: 'claim_mismatch', decision_id: '019a' }),
      reason: 'claim_mismatch',
      decision: '019a',
    },
    {
      name: 'an error code',
      body: '{"error":"invalid_grant"}',
      reason: 'invalid_grant',
      decision: undefined,
    },
    { name: 'nothing that can be read', body: '<html>', reason: 'status 400', decision: undefined },
  ]) {
    it(`tells of a refusal by ${name}`, async () => {
      const read = () => Promise.reject(new Error('nothing was granted'));
      const refused = await grantedBy(new Response(body, { status: 400 }), read).catch((error) => error);
      expect(refused).to.be.instanceOf(NotGranted);
      expect([refused.reason, refused.decision]).to.deep.equal([reason, decision]);
    });
  }
});
