import { expect } from 'chai';
import { type AddressClass, classOf, mayDial } from '../../src/fetch/address.ts';

describe('classOf', () => {
  const table: Readonly<Record<AddressClass, readonly string[]>> = {
    public: [
      '140.82.112.3',
      '1.1.1.1',
      '172.15.255.255',
      '172.32.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '2606:4700::1111',
      '::ffff:140.82.112.3',
      '::ffff:8c52:7003',
      '64:ff9b::8c52:7003',
      '64:ff9b::140.82.112.3',
    ],
    loopback: ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1'],
    private: [
      '10.0.0.1',
      '10.255.255.255',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      'fd12:3456::1',
      'fc00::1',
      '::ffff:10.0.0.1',
      '::ffff:a00:1',
      '::10.0.0.1',
      '64:ff9b::192.168.0.1',
    ],
    never: [
      '0.0.0.0',
      '0.1.2.3',
      '169.254.169.254',
      '169.254.0.1',
      '100.100.100.200',
      '168.63.129.16',
      '192.0.0.192',
      '192.0.2.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::ffff:169.254.169.254',
      '::ffff:a9fe:a9fe',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1::1',
      'fe80::1',
      'fec0::1',
      'fd00:ec2::254',
      'ff02::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '100::1',
      // Not addresses.
      'fe80::1%eth0',
      'localhost',
      '127.1',
      '0x7f000001',
      '',
    ],
  };
  for (const [expected, addresses] of Object.entries(table)) {
    for (const address of addresses) {
      it(`takes ${address || 'nothing'} for ${expected}`, () => expect(classOf(address)).to.equal(expected));
    }
  }
});

describe('mayDial', () => {
  const table = [
    ['140.82.112.3', 'https:', false, true],
    ['140.82.112.3', 'http:', true, false],
    ['10.0.0.1', 'https:', false, false],
    ['10.0.0.1', 'https:', true, true],
    ['10.0.0.1', 'http:', true, false],
    ['127.0.0.1', 'https:', false, false],
    ['127.0.0.1', 'http:', true, true],
    ['127.0.0.1', 'http:', false, false],
    ['169.254.169.254', 'https:', true, false],
    ['169.254.169.254', 'http:', true, false],
  ] as const;
  for (const [address, protocol, allowPrivateNetwork, expected] of table) {
    const where = allowPrivateNetwork ? 'where private networks are allowed' : 'by default';
    it(`${expected ? 'allows' : 'refuses'} ${protocol}//${address} ${where}`, () => {
      expect(mayDial(address, protocol, allowPrivateNetwork)).to.equal(expected);
    });
  }
});
