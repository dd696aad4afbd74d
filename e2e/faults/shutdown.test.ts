import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

/** An exchange of which only the first half of the body has been sent: the gateway is in the middle of it. */
async function beginExchange(shop: Shop): Promise<{ socket: Socket; rest: string }> {
  const body = exchangeForm(await shop.subjectToken()).toString();
  const half = Math.floor(body.length / 2);
  const socket = connect(shop.gateway.port, '127.0.0.1');
  const head = [
    'POST /token HTTP/1.1',
    `Host: 127.0.0.1:${shop.gateway.port}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
    '',
    '',
  ].join('\r\n');
  socket.write(head);
  // The interim answer proves that the gateway has the request in hand.
  await once(socket, 'data');
  socket.write(body.slice(0, half));
  return { socket, rest: body.slice(half) };
}

for (const workers of [1, 2]) {
  describe(`${workers} asked to stop`, () => {
    let shop: Shop;
    beforeEach(async () => {
      shop = await openShop({ args: ['--set', `workers=${workers}`] });
    });
    afterEach(() => shop.platform.close());

    it('finishes what is in flight, takes nothing new, and ends with 0', async () => {
      const { socket, rest } = await beginExchange(shop);
      const ended = shop.gateway.stop('SIGTERM');
      await refusesConnections(shop.gateway.port);
      socket.write(rest);
      const [answer] = await once(socket, 'data');
      expect(String(answer)).to.match(/^HTTP\/1\.1 200 /);
      expect(await ended).to.equal(0);
    });

    it('is not ready from when it takes nothing new', async () => {
      const { socket, rest } = await beginExchange(shop);
      const ended = shop.gateway.stop('SIGTERM');
      await refusesConnections(shop.gateway.port);
      const ready = await fetch(`${shop.gateway.internal}/readyz`);
      expect(ready.status).to.equal(503);
      expect(await ready.json()).to.have.nested.property('parts.listener.state', 'down');
      socket.write(rest);
      expect(await ended).to.equal(0);
    });

    it('does not wait any longer when it is asked twice', async () => {
      const { socket } = await beginExchange(shop);
      socket.on('error', () => undefined);
      const first = shop.gateway.stop('SIGTERM');
      await refusesConnections(shop.gateway.port);
      const second = shop.gateway.stop('SIGTERM');
      expect(await first).not.to.equal(0);
      await second;
    });
  });
}

/** Resolves once nobody listens on the port any more. */
async function refusesConnections(port: number): Promise<void> {
  while (await accepts(port));
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
