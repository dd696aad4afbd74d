import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { Provider } from 'oidc-provider';
import { giveBack } from '../../src/provider/give-back.ts';

describe('a body that is given back', () => {
  const said: string[] = [];
  const { warn, info } = console;
  before(() => {
    console.warn = console.info = (text: string) => said.push(text);
  });
  after(() => Object.assign(console, { warn, info }));

  /** What the framework makes of a request whose body has been read, and stands before it as another. */
  async function answered(sent: string, given: string, headers: Readonly<Record<string, string>> = {}) {
    const handle = new Provider('http://sts.example', {}).callback();
    const server = createServer(async (request, response) => {
      expect(await text(request)).to.equal(sent);
      giveBack(request, given);
      await handle(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const type = { 'content-type': 'application/x-www-form-urlencoded', connection: 'close', ...headers };
    const response = await fetch(`http://127.0.0.1:${port}/token`, {
      method: 'POST',
      headers: type,
      body: sent,
    });
    const body = await response.json();
    server.close();
    await once(server, 'close');
    return body;
  }

  const form = (more = '') => `client_id=nobody-ö&grant_type=authorization_code&code=x${more}`;

  it('is read by the framework as if it had just come, and nothing is said of it', async () => {
    expect(await answered('x=1', form())).to.include({ error: 'invalid_client' });
    expect(await answered(form(), '')).to.include({ error: 'invalid_request' });
    expect(said.join()).not.to.contain('already parsed');
  });

  it('may be larger than the framework reads', async () => {
    expect(await answered('x=1', form(`&more=${'x'.repeat(60_000)}`))).to.include({
      error: 'invalid_client',
    });
  });
});
