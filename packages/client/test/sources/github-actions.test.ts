import { err, ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { githubActionsSource } from '../../src/index.ts';
import { closeServers, type Reply, serve } from '../server.ts';

const AUDIENCE = 'https://tokens.example/a b?c&d';

async function ask(reply: Reply, query = '?api-version=2.0') {
  const server = await serve(() => reply);
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/token${query}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-canary',
  };
  return { server, outcome: await githubActionsSource({ env, fetch }).token(AUDIENCE) };
}

describe('githubActionsSource', () => {
  afterEach(closeServers);

  it("asks the job's endpoint for a token with the audience", async () => {
    const { server, outcome } = await ask({ body: { value: 'a.b.c', count: 1 } });
    expect(outcome).to.deep.equal(ok({ token: 'a.b.c', tokenType: TokenType.jwt }));
    const [request] = server.received;
    expect(request?.method).to.equal('GET');
    expect(request?.target).to.equal(
      '/token?api-version=2.0&audience=https%3A%2F%2Ftokens.example%2Fa%20b%3Fc%26d',
    );
    expect(request?.headers.authorization).to.equal('Bearer bearer-canary');
  });

  it('copes with an endpoint without a query', async () => {
    const { server } = await ask({ body: { value: 'a.b.c' } }, '');
    expect(server.received[0]?.target).to.match(/^\/token\?audience=https/);
  });

  const failures: readonly (readonly [string, Reply, string, string])[] = [
    ['403', { status: 403, body: { value: 'canary' } }, 'refused', 'GitHub answered 403'],
    ['a redirect', { status: 302, headers: { location: '/canary' } }, 'refused', 'GitHub answered 302'],
    ['502', { status: 502, body: 'canary' }, 'unavailable', 'GitHub answered 502'],
    ['no JSON', { body: 'canary' }, 'malformed', 'GitHub answered without a token'],
    ['no value', { body: { canary: 1 } }, 'malformed', 'GitHub answered without a token'],
    ['a value that is no token', { body: { value: 'canary b' } }, 'malformed', 'it does not hold a token'],
  ];
  for (const [name, reply, reason, detail] of failures) {
    it(`fails on ${name}`, async () => {
      const { outcome, server } = await ask(reply);
      expect(outcome).to.deep.equal(err({ kind: 'source', source: 'github-actions', reason, detail }));
      expect(server.received).to.have.length(1);
    });
  }

  it('is unavailable where nobody listens', async () => {
    const { url, close } = await serve(() => ({}));
    await close();
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' };
    expect(await githubActionsSource({ env, fetch }).token(AUDIENCE)).to.deep.equal(
      err({
        kind: 'source',
        source: 'github-actions',
        reason: 'unavailable',
        detail: 'GitHub: ECONNREFUSED',
      }),
    );
  });

  const incomplete = [
    {},
    { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.example' },
    { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' },
    { ACTIONS_ID_TOKEN_REQUEST_URL: 'nowhere', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' },
    { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://run.example', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' },
  ];
  for (const env of incomplete) {
    it(`names the missing permission with ${JSON.stringify(env)}`, async () => {
      const outcome = await githubActionsSource({ env, fetch }).token(AUDIENCE);
      expect(outcome.ok || outcome.error.reason).to.equal('not_configured');
      expect(outcome.ok || outcome.error.detail).to.include('id-token: write');
    });
  }
});
