import { expect } from 'chai';
import { googleSource } from '../../src/index.ts';
import { closeServers, type Reply, serve } from '../server.ts';
import { given } from './place.ts';

const flavor = { 'metadata-flavor': 'Google', 'content-type': 'text/plain' };

async function ask(reply: Reply) {
  const server = await serve(() => reply);
  const env = { GCE_METADATA_HOST: new URL(server.url).host };
  return { server, said: await given(googleSource({ env, fetch })) };
}

describe('googleSource', () => {
  afterEach(closeServers);

  it('asks the metadata server for an identity token', async () => {
    const { server, said } = await ask({ headers: flavor, body: 'a.b.c' });
    expect(said).to.equal('a.b.c');
    const [request] = server.received;
    expect(request?.method).to.equal('GET');
    expect(request?.target).to.equal(
      '/computeMetadata/v1/instance/service-accounts/default/identity' +
        '?audience=https%3A%2F%2Ftokens.example&format=full',
    );
    expect(request?.headers['metadata-flavor']).to.equal('Google');
  });

  it('asks metadata.google.internal, and nobody else, where nothing names another', async () => {
    const asked: string[] = [];
    const note: typeof fetch = async (input) => {
      asked.push(String(input));
      return new Response('a.b.c', { headers: flavor });
    };
    await given(googleSource({ env: {}, fetch: note }));
    expect(asked.map((url) => new URL(url).origin)).to.deep.equal(['http://metadata.google.internal']);
  });

  const failures: readonly (readonly [Reply, string])[] = [
    [{ body: 'a.b.c' }, 'malformed: what answered is not the metadata server of Google'],
    [
      { status: 404, headers: flavor },
      'refused: the metadata server answered 404: the workload needs a service account',
    ],
    [
      { status: 302, headers: { ...flavor, location: 'http://127.0.0.1/canary' } },
      'refused: the metadata server answered 302: the workload needs a service account',
    ],
    [{ status: 503, headers: flavor }, 'unavailable: the metadata server answered 503'],
    [{ headers: flavor, body: '<html>canary' }, 'malformed: it does not hold a token'],
  ];
  for (const [reply, expected] of failures) {
    it(`fails: ${expected}`, async () => {
      expect((await ask(reply)).said).to.equal(expected);
    });
  }
});
