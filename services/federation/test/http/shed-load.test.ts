import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNoopMeter } from '@opentelemetry/api';
import { expect } from 'chai';
import { createLoad, type Load } from '../../src/http/load.ts';
import { shedLoad } from '../../src/http/shed-load.ts';

describe('createLoad', () => {
  it('is full while as much is carried as may be', async () => {
    const load = createLoad(1);
    const work = Promise.withResolvers<string>();
    const carried = load.carry(() => work.promise);
    expect(load.isFull()).to.equal(true);
    work.resolve('done');
    expect(await carried).to.equal('done');
    expect(load.isFull()).to.equal(false);
  });

  it('carries no more what has failed', async () => {
    const load = createLoad(1);
    const failed = load.carry(() => Promise.reject(new Error('bug'))).catch(() => 'failed');
    expect(await failed).to.equal('failed');
    expect(load.isFull()).to.equal(false);
  });
});

describe('shedLoad', () => {
  const full: Load = { ...createLoad(1), isFull: () => true };

  async function ask(load: Load, path: string): Promise<Response> {
    const paths = new Set(['/token']);
    const handler = shedLoad(load, paths, createNoopMeter(), (_request, response) => response.end('served'));
    const server = createServer(handler).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const asked = { method: 'POST', body: 'a=b', headers: { Connection: 'close' } };
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, asked);
      return new Response(await answer.text(), answer);
    } finally {
      server.close();
    }
  }

  it('turns away what would load a gateway that is full', async () => {
    for (const path of ['/token', '/token?x=1']) {
      const answer = await ask(full, path);
      expect(answer.status, path).to.equal(503);
      expect(answer.headers.get('Retry-After')).to.equal('2');
      expect(answer.headers.get('Cache-Control')).to.equal('no-store');
      expect(await answer.json()).to.have.property('error', 'temporarily_unavailable');
    }
  });

  for (const [what, load, path] of [
    ['all else', full, '/revoke'],
    ['everything while it is not full', createLoad(1), '/token'],
  ] as const) {
    it(`lets through ${what}`, async () => {
      const answer = await ask(load, path);
      expect([answer.status, await answer.text()]).to.deep.equal([200, 'served']);
    });
  }
});
