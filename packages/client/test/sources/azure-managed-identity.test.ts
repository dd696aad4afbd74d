import { expect } from 'chai';
import { azureManagedIdentitySource, type SourceIo } from '../../src/index.ts';
import { closeServers, type Reply } from '../server.ts';
import { elsewhere } from './elsewhere.ts';
import { given } from './place.ts';

const APPLICATION = 'api://acme-sts';
const issued = { body: { access_token: 'a.b.c', token_type: 'Bearer' } };

async function ask(reply: Reply, env: SourceIo['env'] = {}) {
  const { received, fetch } = await elsewhere(() => reply);
  return { received, said: await given(azureManagedIdentitySource({ env, fetch }), APPLICATION) };
}

describe('azureManagedIdentitySource', () => {
  afterEach(closeServers);

  it('asks the metadata service for a token for the application', async () => {
    const { received, said } = await ask(issued);
    expect(said).to.equal('a.b.c');
    expect(received[0]?.target).to.equal(
      '/http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api%3A%2F%2Facme-sts',
    );
    expect(received[0]?.headers.metadata).to.equal('true');
  });

  it('asks the endpoint that App Service names, with the header it wants', async () => {
    const env = { IDENTITY_ENDPOINT: 'http://127.0.0.1:41566/msi/token', IDENTITY_HEADER: 'header-canary' };
    const { received, said } = await ask(issued, env);
    expect(said).to.equal('a.b.c');
    expect(received[0]?.target).to.equal(
      '/http://127.0.0.1:41566/msi/token?api-version=2019-08-01&resource=api%3A%2F%2Facme-sts',
    );
    expect(received[0]?.headers).to.include({ 'x-identity-header': 'header-canary' });
  });

  for (const endpoint of ['http://evil.example/', 'http://127.0.0.1.evil.example/', 'nowhere', '']) {
    it(`asks nobody at ${JSON.stringify(endpoint)}`, async () => {
      const { received, said } = await ask(issued, { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: 'x' });
      expect(said).to.equal('not_configured: IDENTITY_ENDPOINT is not an address of this machine');
      expect(received).to.deep.equal([]);
    });
  }

  it('says which identity, where that is set', async () => {
    const { received } = await ask(issued, { AZURE_CLIENT_ID: 'an-id' });
    expect(received[0]?.target).to.match(/&client_id=an-id$/);
  });

  const failures: readonly (readonly [Reply, RegExp])[] = [
    [{ status: 400, body: { error: 'canary' } }, /^refused: .* 400: it needs a managed identity/],
    [{ status: 500 }, /^unavailable: the identity service answered 500$/],
    [{ body: { canary: 1 } }, /^malformed: the identity service answered without a token$/],
  ];
  for (const [reply, expected] of failures) {
    it(`fails: ${expected}`, async () => {
      expect((await ask(reply)).said)
        .to.match(expected)
        .and.not.include('canary');
    });
  }
});
