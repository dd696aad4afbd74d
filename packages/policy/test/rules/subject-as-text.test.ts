import { expect } from 'chai';
import { DEPLOY, DEPLOYER, diagnosticsOf, diagnosticsOfMatch, load, MATCH, rulesIn } from './documents.ts';

const SUB = 'repo:acme@98765432/payments-api@712345678:environment:production';

function fixOf(match: Record<string, unknown>) {
  const found = diagnosticsOfMatch(JSON.parse(JSON.stringify(match)));
  return found.find(({ rule }) => rule === 'subject-as-text')?.fix;
}

describe('subject-as-text', () => {
  it('tells of a sub that is made of other claims', () => {
    const [found, ...others] = diagnosticsOfMatch({ ...MATCH, sub: SUB });
    expect(found).to.include({
      rule: 'subject-as-text',
      severity: 'warning',
      message:
        'sub is a text made of other claims: put together from names, by a template that administrators of the repository choose',
      hint: 'match repository_id, and what else is meant claim by claim',
    });
    expect(others).to.deep.equal([]);
  });

  it('tells of a sub that a condition reads', () => {
    const found = diagnosticsOf({ ...DEPLOY, when: `claims.sub == "${SUB}"` });
    expect(rulesIn(found)).to.deep.equal(['subject-as-text']);
  });

  it('says nothing where sub is an id of its own', () => {
    const issuer = { kind: 'Issuer', id: 'google', provider: 'google', owner: 'x' };
    const mapping = { ...DEPLOY, issuer: 'google', match: { sub: '108234567890123456789' }, tests: [] };
    expect(rulesIn(load(issuer, DEPLOYER, mapping).diagnostics)).to.deep.equal(['no-tests']);
  });

  it('says nothing of whether there is a sub', () => {
    expect(rulesIn(diagnosticsOfMatch({ ...MATCH, sub: { exists: true } }))).to.deep.equal([]);
  });

  it('takes the text apart where its form is known', () => {
    expect(fixOf({ sub: SUB, repository_owner_id: undefined, enterprise_id: '1' })).to.deep.equal({
      kind: 'replace',
      path: ['match', 'sub'],
      members: { repository_owner_id: '98765432', repository_id: '712345678', environment: 'production' },
    });
  });

  for (const [what, match] of Object.entries({
    'a form that means more than its parts': {
      enterprise_id: '1',
      sub: 'repo:acme/shop:ref:refs/heads/main',
    },
    'a pattern': { enterprise_id: '1', sub: { glob: 'repo:acme/shop:environment:*' } },
    'a list': { enterprise_id: '1', sub: [SUB, 'repo:acme/shop:environment:production'] },
    'claims that are matched already': { ...MATCH, sub: SUB },
    'claims that are matched by pointer': { '/repository_id': '1', sub: SUB },
  })) {
    it(`leaves ${what} to people`, () => {
      expect(fixOf(match)).to.equal(undefined);
    });
  }
});
