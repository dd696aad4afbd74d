import { expect } from 'chai';
import { mendOf } from '../../src/pages/overview/mend.ts';

describe('mendOf', () => {
  for (const [kind, about, address] of [
    ['store_down', 'ledger', undefined],
    ['trust_refused', 'trust', 'trust/history'],
    ['issuer_keys', 'git/hub', 'issuers/git%2Fhub'],
    ['issuer_drift', 'github', 'issuers/github'],
    ['lint', 'Mapping/shop', 'trust/mapping/shop'],
    ['lint', 'trust', undefined],
  ] as const) {
    it(`knows where ${kind} of ${about} is mended`, () => {
      expect(mendOf({ kind, about, message: '' }).address).to.equal(address);
    });
  }
});
