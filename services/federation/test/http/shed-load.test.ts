import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createLoad, type Load } from '../../src/http/load.ts';
import { shedLoad } from '../../src/http/shed-load.ts';

const FULL = createLoad(0, () => undefined);
const FREE = createLoad(1, () => undefined);

describe('createLoad', () => {
  function countedLoad(limit: number) {
    const counted = { turnedAway: 0 };
    return { counted, load: createLoad(limit, () => void counted.turnedAway++) };
  }

  it('has room for so much at a time, and counts what it has none for', async () => {
    const { load, counted } = countedLoad(2);
    const work = Promise.withResolvers<string>();
    const carried = [load.carry(() => work.promise, 'full'), load.carry(() => work.promise, 'full')];
    expect(load.hasRoom()).to.equal(false);
    expect(await load.carry(() => Promise.reject(new Error('is not done')), 'full')).to.equal('full');
    expect(counted.turnedAway).to.equal(2);
    work.resolve('done');
    expect(await Promise.all(carried)).to.deep.equal(['done', 'done']);
    expect([load.hasRoom(), counted.turnedAway]).to.deep.equal([true, 2]);
  });

  it('has the place of what failed for the next', async () => {
    const { load } = countedLoad(1);
    for (let times = 0; times < 3; times++) {
      const failed = load
        .carry(() => Promise.reject(new Error('bug')), 'full')
        .catch((error: Error) => error.message);
      expect(await failed).to.equal('bug');
    }
    expect(load.hasRoom()).to.equal(true);
  });
});

describe('shedLoad', () => {
  let server: Server;
  let time = 0;
  const paths = new Set(['/token']);
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  async function serve(load: Load, wait?: number): Promise<void> {
    const handler = shedLoad(
      load,
      paths,
      () => time,
      (_request, response) => response.end('served'),
      wait,
    );
    server = createServer(handler).listen(0, '127.0.0.1');
    await once(server, 'listening');
  }

  async function ask(path: string): Promise<Response> {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: 'a=b' });
    return new Response(await answer.text(), answer);
  }

  it('turns away what there is no room for', async () => {
    await serve(FULL);
    for (const path of ['/token', '/token?x=1']) {
      const answer = await ask(path);
      expect(answer.status, path).to.equal(503);
      expect(answer.headers.get('Retry-After')).to.equal('2');
      expect(answer.headers.get('Cache-Control')).to.equal('no-store');
      expect(answer.headers.get('Connection')).to.equal('keep-alive');
      expect(await answer.json()).to.have.property('error', 'temporarily_unavailable');
    }
  });

  for (const [what, load, path] of [
    ['all else', FULL, '/revoke'],
    ['everything while there is room', FREE, '/token'],
  ] as const) {
    it(`lets through ${what}`, async () => {
      await serve(load);
      const answer = await ask(path);
      expect([answer.status, await answer.text()]).to.deep.equal([200, 'served']);
    });
  }

  const flood = () => Promise.all(Array.from({ length: 200 }, async () => (await ask('/token')).status));

  it('has those of a flood wait for it, for as long as it lasts', async () => {
    await serve(FULL, 1_000_000);
    expect(new Set(await flood())).to.deep.equal(new Set([503]));
    const waiting = ask('/token').then(
      ({ status }) => status,
      () => 'waited',
    );
    await once(server, 'request');
    expect((await ask('/revoke')).status).to.equal(200);
    time += 100;
    expect((await ask('/token')).status).to.equal(503);
    server.closeAllConnections();
    expect(await waiting).to.equal('waited');
  });

  it('turns those of a flood away too', async () => {
    await serve(FULL, 1);
    await flood();
    expect((await ask('/token')).status).to.equal(503);
  });
});
