import { expect } from 'chai';
import { mendOf } from '../../src/pages/overview/mend.ts';

describe('mendOf', () => {
  for (const [kind, about, place] of [
    ['store_down', 'ledger', undefined],
    ['trust_refused', 'trust', { to: '/trust/history' }],
    ['issuer_keys', 'github', { to: '/issuers' }],
    ['issuer_drift', 'github', { to: '/issuers' }],
    ['lint', 'Mapping/shop', { to: '/trust/mappings/$id', params: { id: 'shop' } }],
    ['lint', 'Issuer/github', { to: '/trust/edit', search: { kind: 'Issuer', id: 'github' } }],
    ['lint', 'trust', undefined],
  ] as const) {
    it(`knows where ${kind} of ${about} is mended`, () => {
      expect(mendOf({ kind, about, message: '' }).place).to.deep.equal(place);
    });
  }
});
