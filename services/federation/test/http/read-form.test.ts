import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Result } from '@cambio/oauth';
import { expect } from 'chai';
import { type Form, type FormDefect, readForm } from '../../src/http/read-form.ts';

const LIMIT = 100;
const FORM = 'application/x-www-form-urlencoded';

describe('readForm', () => {
  let server: Server;
  let read: Promise<Result<Form, FormDefect>>;

  before(async () => {
    server = createServer((incoming, response) => {
      read = readForm(incoming, LIMIT);
      void read.then(() => response.end());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  async function readOf(body: string, type: string | undefined = FORM) {
    await fetch(url(), {
      method: 'POST',
      body: new TextEncoder().encode(body),
      headers: type ? { 'content-type': type } : {},
    });
    return read;
  }

  it('keeps every value of every parameter, in order', async () => {
    const result = await readOf('a=1&b=2&a=3&c=x%20y+z');
    expect(result.ok && [...result.value.parameters]).to.deep.equal([
      ['a', ['1', '3']],
      ['b', ['2']],
      ['c', ['x y z']],
    ]);
    expect(result.ok && result.value.raw).to.equal('a=1&b=2&a=3&c=x%20y+z');
  });

  it('compares the type without parameters and case', async () => {
    expect((await readOf('a=1', 'Application/X-WWW-Form-URLEncoded; charset=utf-8')).ok).to.equal(true);
  });

  for (const type of ['application/json', 'multipart/form-data', '']) {
    it(`refuses a body of type ${type || 'none'}`, async () => {
      expect(await readOf('a=1', type)).to.deep.equal({ ok: false, error: 'not_a_form' });
    });
  }

  it('takes a body of exactly the limit, and no byte more', async () => {
    expect((await readOf(`a=${'x'.repeat(LIMIT - 2)}`)).ok).to.equal(true);
    expect(await readOf(`a=${'x'.repeat(LIMIT - 1)}`)).to.deep.equal({ ok: false, error: 'too_large' });
  });

  it('stops at the limit when the length is not announced', async () => {
    const outgoing = request(url(), { method: 'POST', headers: { 'content-type': FORM } });
    outgoing.on('error', () => undefined);
    outgoing.write(`a=${'x'.repeat(LIMIT)}`);
    await once(server, 'request');
    expect(await read).to.deep.equal({ ok: false, error: 'too_large' });
    outgoing.destroy();
  });

  it('notices a caller that goes away in the middle', async () => {
    const outgoing = request(url(), {
      method: 'POST',
      headers: { 'content-type': FORM, 'content-length': '50' },
    });
    outgoing.on('error', () => undefined);
    outgoing.write('a=1');
    await once(server, 'request');
    outgoing.destroy();
    expect(await read).to.deep.equal({ ok: false, error: 'aborted' });
  });
});
