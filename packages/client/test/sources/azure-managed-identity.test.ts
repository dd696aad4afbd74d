import { expect } from 'chai';
import { azureManagedIdentitySource, type SourceIo } from '../../src/index.ts';
import { closeServers, type Reply, serve } from '../server.ts';
import { given } from './place.ts';

const APPLICATION = 'api://acme-sts';

/** Requests to the metadata service's one address arrive here. */
async function ask(reply: Reply, env: SourceIo['env'] = {}) {
  const server = await serve(() => reply);
  const asked: string[] = [];
  const redirected: typeof fetch = (input, init) => {
    const url = new URL(String(input));
    asked.push(url.origin);
    return fetch(`${server.url}${url.pathname}${url.search}`, init);
  };
  const said = await given(azureManagedIdentitySource({ env, fetch: redirected }), APPLICATION);
  return { server, asked, said };
}

describe('azureManagedIdentitySource', () => {
  afterEach(closeServers);

  it('asks the metadata service for a token for the application', async () => {
    const { server, asked, said } = await ask({ body: { access_token: 'a.b.c', token_type: 'Bearer' } });
    expect(said).to.equal('a.b.c');
    expect(asked).to.deep.equal(['http://169.254.169.254']);
    const [request] = server.received;
    expect(request?.target).to.equal(
      '/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api%3A%2F%2Facme-sts',
    );
    expect(request?.headers.metadata).to.equal('true');
  });

  it('says which identity, where that is set', async () => {
    const { server } = await ask({ body: { access_token: 'a.b.c' } }, { AZURE_CLIENT_ID: 'an-id' });
    expect(server.received[0]?.target).to.match(/&client_id=an-id$/);
  });

  const failures: readonly (readonly [Reply, RegExp])[] = [
    [{ status: 400, body: { error: 'canary' } }, /^refused: .* 400: the machine needs a managed identity/],
    [{ status: 500 }, /^unavailable: the metadata service answered 500$/],
    [{ body: { canary: 1 } }, /^malformed: the metadata service answered without a token$/],
  ];
  for (const [reply, expected] of failures) {
    it(`fails: ${expected}`, async () => {
      expect((await ask(reply)).said)
        .to.match(expected)
        .and.not.include('canary');
    });
  }
});
