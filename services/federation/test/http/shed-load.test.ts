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
    expect([load.hasRoom(), counted.turnedAway]).to.deep.equal([false, 0]);
    expect(await load.carry(() => Promise.reject(new Error('is not done')), 'full')).to.equal('full');
    expect(counted.turnedAway).to.equal(1);
    work.resolve('done');
    expect(await Promise.all(carried)).to.deep.equal(['done', 'done']);
    expect([load.hasRoom(), counted.turnedAway]).to.deep.equal([true, 1]);
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

  /** A load that is full until what fills it ends, one after the other. */
  function fullLoad(limit: number) {
    let turnedAway = 0;
    const load = createLoad(limit, () => void turnedAway++);
    const ends = Array.from({ length: limit }, () => {
      const work = Promise.withResolvers<void>();
      const carried = load.carry(() => work.promise, undefined);
      return () => {
        work.resolve();
        return carried;
      };
    });
    return { load, ends, turnedAway: () => turnedAway };
  }

  /** Asks, and resolves once the request has come. */
  async function come(path: string) {
    const answer = ask(path);
    await once(server, 'request');
    return { answer };
  }

  it('has as many wait as are served, lets the newest in, and turns the oldest away', async () => {
    const { load, ends, turnedAway } = fullLoad(2);
    await serve(load, 1_000_000);
    const [oldest, older, newest] = [await come('/token'), await come('/token'), await come('/token')];
    expect((await oldest.answer).status).to.equal(503);
    expect(turnedAway()).to.equal(1);
    await ends[0]?.();
    expect((await newest.answer).status).to.equal(200);
    await ends[1]?.();
    expect((await older.answer).status).to.equal(200);
    expect(turnedAway()).to.equal(1);
  });

  it('lets nobody in who has gone', async () => {
    const { load, ends } = fullLoad(2);
    await serve(load, 1_000_000);
    const stays = await come('/token');
    const [request] = await Promise.all([
      once(server, 'request').then(([came]) => came),
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/token`, {
        method: 'POST',
        signal: AbortSignal.timeout(20),
      }).catch(() => undefined),
    ]);
    while (!request.destroyed) await new Promise(setImmediate);
    await ends[0]?.();
    expect((await stays.answer).status).to.equal(200);
  });

  it('turns away who has waited for too long', async () => {
    const { load, turnedAway } = fullLoad(1);
    await serve(load, 1);
    expect((await ask('/token')).status).to.equal(503);
    expect(turnedAway()).to.equal(1);
  });

  const flood = () => Promise.all(Array.from({ length: 100 }, async () => (await ask('/token')).status));

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
