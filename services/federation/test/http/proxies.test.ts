import { expect } from 'chai';
import { trustedProxies } from '../../src/http/proxies.ts';

describe('trusted proxies', () => {
  const proxies = trustedProxies(['10.0.0.0/8', 'fd00::/8', '192.0.2.7/32']);

  for (const address of ['10.0.0.1', '10.255.255.255', '192.0.2.7', 'fd00::1', '::ffff:10.0.0.1']) {
    it(`include ${address}`, () => {
      expect(proxies.include(address)).to.equal(true);
    });
  }

  for (const address of ['11.0.0.1', '192.0.2.8', 'fe80::1', '', 'localhost', '10.0.0', undefined]) {
    it(`do not include ${address}`, () => {
      expect(proxies.include(address)).to.equal(false);
    });
  }

  it('are none by default', () => {
    expect(trustedProxies([]).include('127.0.0.1')).to.equal(false);
  });
});
