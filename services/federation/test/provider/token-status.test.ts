import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { tokenStatus } from '../../src/provider/token-status.ts';

const status = () =>
  tokenStatus({
    lookUp: async () => ok({ active: false }),
    revokeToken: async () => ok(undefined),
    audiencesOf: () => [],
    answer: async () => ({ status: 200, body: {} }),
  });
const request = () => new IncomingMessage(new Socket());

describe('a token on its way through the framework', () => {
  it('goes in under its digest, with everything else as it was', () => {
    const body = 'client_id=a%20b&token=eyJ.eyJ.sig&token_type_hint=x';
    const admitted = new URLSearchParams(status().admit(request(), body));
    expect([...admitted.keys()]).to.deep.equal(['client_id', 'token', 'token_type_hint']);
    expect(admitted.get('client_id')).to.equal('a b');
    expect(admitted.get('token')).to.match(/^[0-9a-f]{64}$/);
  });

  for (const body of ['', 'client_id=a', 'token=', 'token=a&token=b', 'token=a&token=']) {
    it(`stays what it is where it is not one: ${JSON.stringify(body)}`, () => {
      expect(status().admit(request(), body)).to.equal(body);
    });
  }

  it('is found and destroyed for nobody but an authenticated client', async () => {
    const { storage } = status();
    for (const ask of [storage.find('x'), storage.destroy('x')]) {
      expect(await Promise.resolve(ask).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    }
  });
});
