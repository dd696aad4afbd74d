import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

const MEGABYTE = 1024 * 1024;

describe('a client that asks for more than its share', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop({ args: ['--set', 'limits.inFlight=1'] });
  });
  after(() => shop.close());

  function dial(): Socket {
    return connect(shop.gateway.port, '127.0.0.1');
  }

  function request(headers: readonly string[], body = ''): string {
    return ['POST /token HTTP/1.1', 'Host: sts.acme.example', ...headers, '', body].join('\r\n');
  }

  /** What is answered until the connection is closed. */
  async function said(sent: string): Promise<string> {
    const socket = dial();
    socket.write(sent);
    return text(socket);
  }

  async function isServed(): Promise<boolean> {
    const body = exchangeForm(await shop.subjectToken());
    return (await fetch(`${shop.gateway.issuer}/token`, { method: 'POST', body })).ok;
  }

  it('is refused headers that are too large', async () => {
    expect(await said(request([`X-Large: ${'x'.repeat(17 * 1024)}`]))).to.match(/^HTTP\/1\.1 431 /);
    expect(await isServed()).to.equal(true);
  });

  it('is refused a body that is too large before it is sent, and the connection with it', async () => {
    const answer = await said(
      request(['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${10 * MEGABYTE}`]),
    );
    expect(answer).to.match(/^HTTP\/1\.1 413 [\s\S]*connection: close/i);
    expect(await isServed()).to.equal(true);
  });

  it('is refused a body that turns out to be too large', async () => {
    const socket = dial();
    socket.on('error', () => undefined);
    socket.write(request(['Content-Type: application/x-www-form-urlencoded', 'Transfer-Encoding: chunked']));
    const chunk = 'x'.repeat(65_536);
    for (const _ of [1, 2]) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    expect(await text(socket)).to.match(/^HTTP\/1\.1 413 [\s\S]*connection: close/i);
    expect(await isServed()).to.equal(true);
  });

  it('takes no place while it sends slowly', async () => {
    const slow = Array.from({ length: 20 }, () => {
      const socket = dial();
      socket.write(
        request(['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 100'], 'grant_type='),
      );
      return socket;
    });
    expect(await isServed()).to.equal(true);
    for (const socket of slow) socket.destroy();
  });

  it('gets no more than others by asking before it is answered', async () => {
    const forms = await Promise.all(
      Array.from({ length: 20 }, async () => exchangeForm(await shop.subjectToken()).toString()),
    );
    const requests = forms.map((form, index) =>
      request(
        [
          'Content-Type: application/x-www-form-urlencoded',
          `Content-Length: ${form.length}`,
          ...(index === forms.length - 1 ? ['Connection: close'] : []),
        ],
        form,
      ),
    );
    const statuses = (await said(requests.join(''))).match(/(?<=HTTP\/1\.1 )\d+/g);
    expect(statuses).to.have.lengthOf(forms.length);
    expect(new Set(statuses)).to.deep.equal(new Set(['200', '503']));
    expect(await isServed()).to.equal(true);
  });
});
