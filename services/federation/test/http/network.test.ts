import { expect } from 'chai';
import { networkOf } from '../../src/http/network.ts';

describe('the network an address is counted as', () => {
  for (const [address, network] of [
    ['2a00:1450:4001:80b::1', '2a00:1450:4001:80b::/64'],
    ['2A00:1450:4001:080B:ffff:0:0:3', '2a00:1450:4001:80b::/64'],
    ['2a00:1450::1', '2a00:1450:0:0::/64'],
    ['2a00::1450:0:0:0:1', '2a00:0:0:1450::/64'],
    ['2a00:1450:4001:80b:1:2:3:4', '2a00:1450:4001:80b::/64'],
    ['2a00:1450:4001:80b::', '2a00:1450:4001:80b::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['0:0:0:0:0:FFFF:cb00:7109', '203.0.113.9'],
    ['64:ff9b::203.0.113.9', '64:ff9b::cb00:7109'],
    ['unknown', 'unknown'],
    ['', ''],
  ] as const) {
    it(`of ${JSON.stringify(address)} is ${JSON.stringify(network)}`, () =>
      expect(networkOf(address)).to.equal(network));
  }
});
