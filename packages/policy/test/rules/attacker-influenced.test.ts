import { expect } from 'chai';
import { DEPLOY, diagnosticsOf, diagnosticsOfMatch, MATCH, rulesIn } from './documents.ts';

describe('attacker-influenced', () => {
  for (const [claim, matcher] of Object.entries({
    head_ref: 'release',
    actor_id: '4456721',
    workflow: ['Deploy'],
    base_ref: { prefix: 'release/' },
  })) {
    it(`tells of ${claim}`, () => {
      const [found, ...others] = diagnosticsOfMatch({ ...MATCH, [claim]: matcher });
      expect(found).to.include({ rule: 'attacker-influenced', severity: 'warning' });
      expect(found?.message).to.match(new RegExp(`^the value of ${claim} can come from outside: .`));
      expect(others).to.deep.equal([]);
    });
  }

  it('tells of a claim that a condition reads, once', () => {
    const when = 'claims.actor_id == "1" || claims.actor_id == "2"';
    const found = diagnosticsOf({ ...DEPLOY, when });
    expect(rulesIn(found)).to.deep.equal(['attacker-influenced']);
  });

  it('tells of a pattern that leaves a part of sub open', () => {
    const match = { ...MATCH, sub: { glob: 'repo:acme@98765432/shop@712345678:environment:p*' } };
    expect(rulesIn(diagnosticsOfMatch(match))).to.deep.equal(['attacker-influenced', 'subject-as-text']);
  });

  for (const [what, match] of Object.entries({
    'what people with rights decide': { ...MATCH, ref: 'refs/heads/main', ref_protected: 'true' },
    'whether the claim is there': { ...MATCH, head_ref: { exists: true } },
  })) {
    it(`says nothing of ${what}`, () => {
      expect(rulesIn(diagnosticsOfMatch(match))).to.deep.equal([]);
    });
  }

  it('leaves a sub that is matched whole to subject-as-text', () => {
    const match = { ...MATCH, sub: 'repo:acme/shop:environment:production' };
    expect(rulesIn(diagnosticsOfMatch(match))).to.deep.equal(['subject-as-text']);
  });
});
