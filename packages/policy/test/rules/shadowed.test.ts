import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { BAN, DEPLOY, DEPLOYER, diagnosticsOf, GITHUB, load, MATCH, rulesIn } from './documents.ts';

const { environment: _, ...BROAD_MATCH } = MATCH;
const BROAD: JsonObject = { ...DEPLOY, id: 'broad', match: BROAD_MATCH };
const BARRING: JsonObject = { ...BAN, match: BROAD_MATCH };

/** What is said of `DEPLOY` beside another mapping. */
function shadowsOver(other: JsonObject, change: JsonObject = {}): string[] {
  return diagnosticsOf({ ...DEPLOY, ...change }, other)
    .filter(({ rule, document }) => rule === 'shadowed' && document === 'Mapping/deploy')
    .map(({ message }) => message);
}

describe('shadowed', () => {
  const BY_BROAD =
    'deploy is never chosen: broad holds wherever it does, and gives the same scopes for no longer';

  for (const [what, other, change] of [
    ['one with fewer conditions', BROAD],
    ['a copy with an earlier id', { ...BROAD, match: MATCH }],
    [
      'one whose list has more',
      { ...BROAD, match: { ...BROAD_MATCH, environment: ['staging', 'production'] } },
    ],
    [
      'one that begins earlier and ends later',
      { ...BROAD, notBefore: '2026-01-01', expires: '2030-01-01' },
      { notBefore: '2026-01-01', expires: '2028-01-01' },
    ],
    [
      'one with the same condition',
      { ...BROAD, when: 'claims.run_attempt == "1"' },
      { when: 'claims.run_attempt == "1"' },
    ],
    [
      'one with the same scopes in another order',
      { ...BROAD, grant: { scopes: ['deploy:write', 'deploy:read'], lifetime: '10m' } },
    ],
    [
      'a shorter one',
      { ...BROAD, id: 'broad', grant: { scopes: ['deploy:read', 'deploy:write'], lifetime: '5m' } },
    ],
  ] as const) {
    it(`tells of ${what}`, () => {
      expect(shadowsOver(other, change)).to.deep.equal([BY_BROAD]);
    });
  }

  it('tells of a deny mapping that bars all of it', () => {
    const message = 'deploy never grants anything: ban denies whatever satisfies it';
    expect(shadowsOver(BARRING)).to.deep.equal([message]);
    expect(shadowsOver({ ...BARRING, target: '*' })).to.deep.equal([message]);
  });

  for (const [what, other, change] of [
    [
      'one that lasts longer',
      { ...BROAD, grant: { scopes: ['deploy:read', 'deploy:write'], lifetime: '11m' } },
    ],
    ['one with a later id that gives the same', { ...BROAD, id: 'later' }],
    [
      'one with fewer scopes, which other requests need',
      { ...BROAD, grant: { scopes: ['deploy:read'], lifetime: '5m' } },
    ],
    ['one with another condition', { ...BROAD, match: { ...BROAD_MATCH, ref: 'refs/heads/main' } }],
    ['one with a condition in CEL', { ...BROAD, when: 'claims.run_attempt == "1"' }],
    ['one that is disabled', { ...BROAD, enabled: false }],
    ['one that expires', { ...BROAD, expires: '2030-01-01' }],
    ['one that begins later', { ...BROAD, notBefore: '2026-01-01' }],
    [
      'one that needs an actor',
      { ...BROAD, delegation: { actors: [{ issuer: 'github', match: MATCH }], required: true } },
    ],
    ['one without the actors', BROAD, { delegation: { actors: [{ issuer: 'github', match: MATCH }] } }],
    ['one on another target', { ...BROAD, target: 'reports' }],
    [
      'a deny mapping with a condition more',
      { ...BARRING, match: { ...BROAD_MATCH, ref: 'refs/heads/main' } },
    ],
    ['a deny mapping that is disabled', { ...BARRING, enabled: false }],
  ] as const) {
    it(`says nothing beside ${what}`, () => {
      const reports = { ...DEPLOYER, id: 'reports', audience: 'https://reports.acme.example' };
      const { diagnostics } = load(GITHUB, DEPLOYER, reports, other, { ...DEPLOY, ...change });
      expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
      expect(rulesIn(diagnostics.filter(({ document }) => document === 'Mapping/deploy'))).not.to.include(
        'shadowed',
      );
    });
  }

  it('says nothing of a mapping that is disabled itself', () => {
    expect(shadowsOver(BROAD, { enabled: false })).to.deep.equal([]);
  });
});
