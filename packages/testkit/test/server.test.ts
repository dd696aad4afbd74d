import { get as request } from 'node:https';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { LOOPBACK_TLS } from '../src/loopback-tls.ts';
import { createRoutes, listen } from '../src/server.ts';

describe('listen', () => {
  it('gives the origin it can be reached at, and frees the port', async () => {
    const server = await listen((_, response) => response.end('here'));
    expect(await (await fetch(server.url)).text()).to.equal('here');
    await server.close();
    expect(await fetch(server.url).catch((error: Error) => error)).to.be.instanceOf(TypeError);
  });

  it('closes although a client keeps its connection open', async () => {
    const arrived = Promise.withResolvers<void>();
    const server = await listen(() => arrived.resolve());
    const hanging = fetch(server.url).catch((error: Error) => error);
    await arrived.promise;
    await server.close();
    expect(await hanging).to.be.instanceOf(Error);
  });

  it('speaks https, to whoever trusts the authority', async () => {
    const server = await listen((_, response) => response.end('here'), { tls: LOOPBACK_TLS });
    expect(server.url).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(await get(server.url, LOOPBACK_TLS.ca)).to.equal('here');
    expect(await get(server.url).catch((error: Error) => error)).to.have.property(
      'code',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    );
    await server.close();
  });

  it('rejects where the port is taken', async () => {
    const server = await listen(() => {});
    const port = Number(new URL(server.url).port);
    expect(await listen(() => {}, { port }).catch((error: Error) => error)).to.have.property(
      'code',
      'EADDRINUSE',
    );
    await server.close();
  });
});

describe('routes', () => {
  it('answer by exact path and GET alone, and count every request', async () => {
    const routes = createRoutes();
    routes.add('/a', (url) => ({ status: 201, json: { q: url.searchParams.get('q') } }));
    const server = await listen(routes.handler);
    const found = await fetch(`${server.url}/a?q=1`);
    expect([found.status, await found.json()]).to.deep.equal([201, { q: '1' }]);
    expect((await fetch(`${server.url}/a`, { method: 'POST' })).status).to.equal(405);
    expect((await fetch(`${server.url}/a/b`)).status).to.equal(404);
    expect([routes.countOf('/a'), routes.countOf('/a/'), routes.countOf('/b')]).to.deep.equal([3, 1, 0]);
    await server.close();
  });
});

function get(url: string, ca?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false, ...(ca === undefined ? {} : { ca }) }, (response) =>
      resolve(text(response)),
    ).once('error', reject);
  });
}
