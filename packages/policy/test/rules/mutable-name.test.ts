import { expect } from 'chai';
import { BAN, DEPLOY, diagnosticsOf, diagnosticsOfMatch, MATCH, rulesIn, UNTESTED } from './documents.ts';

const BY_NAME = { repository: 'acme/shop', environment: 'production', event_name: 'push' };
const OWNER = { repository_owner_id: '98765432' };

describe('mutable-name', () => {
  for (const [what, match] of Object.entries({
    'a name': { ...BY_NAME, ...OWNER },
    'a pointer to a name': { ...BY_NAME, ...OWNER, '/repository': 'acme/shop' },
    'a list of names': { ...BY_NAME, ...OWNER, repository: ['acme/shop', 'acme/web'] },
    'a name that must be another': { ...BY_NAME, ...OWNER, repository: { not: 'acme/web' } },
  })) {
    it(`tells of ${what}`, () => {
      const found = diagnosticsOfMatch(match).filter(({ rule }) => rule === 'mutable-name');
      expect(found[0]).to.include({
        severity: 'warning',
        message: 'repository is a name: once it is renamed or deleted, somebody else can take it',
        hint: 'match repository_id, which is never given to another',
      });
    });
  }

  it('asks for a list of ids in the place of a pattern', () => {
    const match = { ...BY_NAME, ...OWNER, repository: { glob: 'acme/shop-*' } };
    expect(diagnosticsOfMatch(match)[0]).to.include({
      rule: 'mutable-name',
      hint: 'list the values of repository_id, or match the id of what they all belong to',
    });
  });

  it('tells of a name that a condition reads', () => {
    const when = 'claims.repository == "acme/shop"';
    const found = diagnosticsOf({ ...DEPLOY, match: { ...OWNER, event_name: 'push' }, when, ...UNTESTED });
    expect(rulesIn(found)).to.deep.equal(['mutable-name']);
  });

  it('tells of an actor matched by name', () => {
    const delegation = { actors: [{ issuer: 'github', match: { ...BY_NAME, ...OWNER } }] };
    const found = diagnosticsOf({ ...DEPLOY, delegation });
    expect(rulesIn(found)).to.deep.equal(['mutable-name']);
  });

  it('tells of a ban by name, which a new name escapes', () => {
    const [found] = diagnosticsOf({ ...BAN, match: { repository: 'acme/shop' } });
    expect(found?.message).to.equal('repository is a name: whoever is renamed slips through');
  });

  for (const [what, match] of Object.entries({
    'the id': MATCH,
    'a name beside its id': { ...MATCH, repository: 'acme/shop' },
    'a name beside a pointer to its id': {
      ...BY_NAME,
      '/repository_id': '712345678',
      repository: 'acme/shop',
    },
    'a name that has no id': {
      ...MATCH,
      job_workflow_ref: 'acme/ci/.github/workflows/release.yml@refs/tags/v3',
    },
    'whether there is a name': { ...MATCH, enterprise: { exists: true } },
  })) {
    it(`says nothing of ${what}`, () => {
      expect(rulesIn(diagnosticsOfMatch(match))).to.deep.equal([]);
    });
  }

  it('says nothing where the issuer requires the id', () => {
    const issuer = {
      kind: 'Issuer',
      id: 'acme',
      provider: 'github-actions',
      url: 'https://github.acme.example/_services/token',
      require: 'claims.repository_id == "712345678"',
      owner: 'x',
    };
    expect(
      rulesIn(diagnosticsOf({ ...DEPLOY, issuer: 'acme', match: BY_NAME, ...UNTESTED }, issuer)),
    ).to.deep.equal([]);
  });
});
