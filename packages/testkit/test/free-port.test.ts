import { expect } from 'chai';
import { freePort } from '../src/free-port.ts';
import { listen } from '../src/server.ts';

describe('freePort', () => {
  it('gives a port to listen on, that no outgoing connection is given', async () => {
    for (let times = 0; times < 20; times += 1) {
      const port = await freePort();
      expect(port).to.be.within(20_000, 31_999);
      const server = await listen(() => {}, { port });
      await server.close();
    }
  });
});
