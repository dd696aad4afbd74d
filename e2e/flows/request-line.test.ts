import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

describe('the request line and the host', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });
  after(() => shop.close());

  async function statusOf(line: string, host: string, headers: readonly string[] = [], body = '') {
    const { port } = shop.gateway;
    const socket = connect(port, '127.0.0.1');
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    const type = 'Content-Type: application/x-www-form-urlencoded';
    const head = [`${line} HTTP/1.1`, `Host: ${host}`, 'Connection: close', type, length, ...headers];
    socket.write([...head, '', body].join('\r\n'));
    return Number((await text(socket)).split(' ', 2)[1]);
  }

  it('may name the gateway as to a proxy, at every endpoint', async () => {
    const { issuer } = shop.gateway;
    const exchange = exchangeForm(await shop.subjectToken()).toString();
    expect(await statusOf(`POST ${issuer}/token`, 'x', [], exchange)).to.equal(200);
    expect(await statusOf(`POST ${issuer}/introspect`, 'x', [], 'token=x')).to.equal(401);
    expect(await statusOf(`POST ${issuer}/revoke`, 'x', [], 'token=x')).to.equal(200);
    expect(await statusOf(`POST ${issuer}/token`, 'x', [], 'client_id=somebody')).to.equal(401);
    expect(await statusOf(`GET ${issuer}/jwks`, 'x')).to.equal(200);
  });

  for (const [what, line, host] of [
    ['a target with a fragment', 'POST /token#x', 'x'],
    ['a host that is none', 'POST /token', '['],
    ['a host that is none, at the admin API', 'GET /admin/v1/status', '['],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      const form = 'client_id=somebody&client_secret=x';
      expect(await statusOf(line, host, ['Authorization: Bearer x'], form)).to.equal(400);
    });
  }
});
