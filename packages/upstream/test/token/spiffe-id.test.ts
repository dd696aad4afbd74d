import { expect } from 'chai';
import { trustDomainOf } from '../../src/token/spiffe-id.ts';

describe('trustDomainOf', () => {
  const good = [
    ['spiffe://prod.acme.example/ns/payments/sa/deployer', 'prod.acme.example'],
    ['spiffe://a_b-c.1/Path.With_Case-1', 'a_b-c.1'],
    ['spiffe://td', 'td'],
    [`spiffe://${'a'.repeat(255)}/x`, 'a'.repeat(255)],
    [`spiffe://td/${'a'.repeat(2036)}`, 'td'],
  ] as const;
  for (const [id, domain] of good) {
    it(`finds that of ${id.slice(0, 60)}`, () => expect(trustDomainOf(id)).to.equal(domain));
  }

  const bad = [
    '',
    'td/x',
    'SPIFFE://td/x',
    'https://td/x',
    'spiffe:td/x',
    'spiffe:///x',
    'spiffe://TD/x',
    'spiffe://td:8443/x',
    'spiffe://user@td/x',
    'spiffe://td/x?q=1',
    'spiffe://td?q',
    'spiffe://td/x#f',
    'spiffe://td/',
    'spiffe://td/x/',
    'spiffe://td//x',
    'spiffe://td/./x',
    'spiffe://td/x/..',
    'spiffe://td/%41',
    'spiffe://t%64/x',
    'spiffe://tdé/x',
    'spiffe://td/é',
    'spiffe://td/x y',
    'spiffe://td/x\n',
    `spiffe://${'a'.repeat(256)}/x`,
    `spiffe://td/${'a'.repeat(2037)}`,
  ];
  for (const id of bad) {
    it(`finds none in ${JSON.stringify(id.slice(0, 60))}`, () =>
      expect(trustDomainOf(id)).to.equal(undefined));
  }
});
