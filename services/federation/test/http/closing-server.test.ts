import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { listen, type Patience, type RunningServer } from '../../src/http/server.ts';

/** More than a connection holds for somebody who does not read. */
const LONG_ANSWER = 'x'.repeat(32 * 1024 * 1024);

describe('a listener that closes', () => {
  const LONG: Patience = {
    handshake: 60_000,
    headers: 60_000,
    request: 60_000,
    idle: 60_000,
    stalled: 60_000,
    lookEvery: 5,
  };
  let server: RunningServer;

  /** A connection to it, on which so much has been sent. */
  async function open(patience: Partial<Patience>, sent: string, handler: RequestListener): Promise<Socket> {
    const options = { host: '127.0.0.1', port: 0, headerLimit: 4096, maxConnections: 100 };
    server = await listen(handler, options, { ...LONG, ...patience });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(sent);
    return socket;
  }

  const echo: RequestListener = async (request, response) => {
    response.end(await text(request).catch(() => ''));
  };

  for (const [what, sent] of [
    ['nothing', ''],
    ['half of its headers', 'POST /token HTTP/1.1\r\nHost: x\r\n'],
  ] as const) {
    it(`waits for a client that has said ${what} no longer than before`, async () => {
      const socket = await open({ headers: 50 }, sent, echo);
      const said = text(socket);
      await server.close();
      expect(await said).to.match(/^HTTP\/1\.1 408 /);
    });
  }

  it('waits for a body that comes slowly no longer than before', async () => {
    const begun = 'POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\na=';
    const socket = await open({ headers: 50, request: 60 }, begun, echo);
    const said = text(socket);
    await server.close();
    expect(await said).not.to.match(/^HTTP\/1\.1 200 /);
  });

  describe('while somebody reads slowly', () => {
    /** Of whom all has been asked, and who has read nothing yet. */
    async function reader(patience: Partial<Patience>): Promise<Socket> {
      const answering = Promise.withResolvers<void>();
      const socket = await open(patience, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', (_request, response) => {
        response.end(LONG_ANSWER);
        answering.resolve();
      });
      await answering.promise;
      return socket;
    }

    it('lets them have the whole of their answer', async () => {
      const socket = await reader({});
      const closed = server.close();
      await delay(100);
      const said = await text(socket);
      expect(said.length).to.be.greaterThan(LONG_ANSWER.length);
      await closed;
    });

    it('waits for them no longer than for a request', async () => {
      const socket = await reader({ headers: 50, request: 200 });
      const begun = performance.now();
      await server.close();
      expect(performance.now() - begun).to.be.within(190, 10_000);
      socket.destroy();
    });
  });
});
