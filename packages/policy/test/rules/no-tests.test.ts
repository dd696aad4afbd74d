import { expect } from 'chai';
import { DEPLOY, diagnosticsOf, rulesIn } from './documents.ts';

const ALLOWED = { name: 'main deploys', claims: { $sample: 'github-actions' }, expect: 'allow' };

describe('no-tests', () => {
  it('tells of a mapping without tests', () => {
    const [found] = diagnosticsOf({ ...DEPLOY, tests: [] });
    expect(found).to.include({ rule: 'no-tests', severity: 'info', message: 'deploy has no tests' });
  });

  for (const expectation of ['allow', { allow: { scopes: ['deploy:read', 'deploy:write'] } }]) {
    it(`tells of tests that all expect ${JSON.stringify(expectation)}`, () => {
      const [found] = diagnosticsOf({ ...DEPLOY, tests: [{ ...ALLOWED, expect: expectation }] });
      expect(found).to.include({ rule: 'no-tests', message: 'deploy has no test that expects a denial' });
    });
  }

  it('says nothing where a test expects a denial', () => {
    expect(rulesIn(diagnosticsOf(DEPLOY))).to.deep.equal([]);
  });
});
