import type { Schemas } from '@cambio/admin-client';
import { expect } from 'chai';
import { openCompiler } from '../../src/compiler/compiler.ts';
import { proposedFix } from '../../src/pages/trust/fix/proposed-fix.ts';

type Decision = Schemas['Decision'];
type Candidate = Schemas['Explanation']['candidates'][number];

const FILES = [
  {
    path: 'all.yaml',
    text: `kind: Issuer
id: github
provider: github-actions
owner: p
---
kind: Target
id: deployer
audience: https://d.example
scopes: { read: See, write: Deploy }
owner: p
---
kind: Mapping
id: shop
owner: s
purpose: Deploy
issuer: github
target: deployer
match: { repository_id: "1", environment: [staging], ref: { glob: refs/tags/* } }
grant: { scopes: [read] }
`,
  },
];

const gateway = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };
const { documents, vocabulary } = openCompiler({ files: FILES, configured: [], gateway }, 0).opened;
const around = {
  mappings: documents.filter((document) => document.kind === 'Mapping'),
  targets: vocabulary.targets,
};

const failed = (kind: string, what: string): Candidate['conditions'][number] => ({
  kind,
  what,
  expected: 'is otherwise',
  held: false,
});

function denial(
  conditions: Candidate['conditions'],
  changed: Partial<Schemas['Explanation']> = {},
): Decision {
  return {
    id: 'd',
    at: 0,
    revision: 'r1',
    outcome: 'deny',
    reason: 'claim_mismatch',
    subject: {
      issuer: 'github',
      workload: 'w',
      name: 'w',
      claims: { environment: 'production', ref: 'refs/heads/main', repository_id: '1' },
      tokenDigest: 'x',
    },
    asked: { binding: 'none' },
    explanation: {
      decision: { outcome: 'deny', reason: 'claim_mismatch' },
      candidates: [{ mapping: 'shop', effect: 'allow', selected: false, conditions }],
      omitted: 0,
      ...changed,
    },
  };
}

describe('proposedFix', () => {
  it('lets a value in beside those that are in', () => {
    const fix = proposedFix(denial([failed('match', 'environment')]), around);
    expect(fix.edit).to.deep.equal({ how: 'add', path: ['match', 'environment'], value: 'production' });
  });

  it('grants a scope that the target has', () => {
    const fix = proposedFix(denial([failed('scope', 'write')]), around);
    expect(fix.edit).to.deep.equal({ how: 'add', path: ['grant', 'scopes'], value: 'write' });
  });

  it('switches on what is off', () => {
    const fix = proposedFix(denial([failed('state', 'enabled')]), around);
    expect(fix.edit).to.deep.equal({ how: 'set', path: ['enabled'], value: true });
  });

  for (const [name, conditions, words] of [
    ['a pattern', [failed('match', 'ref')], 'by a pattern'],
    ['a claim the token lacks', [failed('match', 'actor')], 'does not have it'],
    ['a scope the target lacks', [failed('scope', 'erase')], 'has none of that name'],
    ['a condition in CEL', [failed('when', 'claims.x == 1')], 'for you to say'],
    ['several conditions', [failed('match', 'ref'), failed('match', 'environment')], 'No single change'],
  ] as const) {
    it(`leaves ${name} to a person, at the mapping`, () => {
      const fix = proposedFix(denial([...conditions]), around);
      expect(fix.edit).to.equal(undefined);
      expect(fix.mapping).to.equal('shop');
      expect(fix.words).to.contain(words);
    });
  }

  it('leads to a deny mapping that bars it', () => {
    const ban: Candidate = { mapping: 'no-forks', effect: 'deny', selected: false, conditions: [] };
    const fix = proposedFix(denial([], { candidates: [ban] }), around);
    expect(fix.mapping).to.equal('no-forks');
    expect(fix.words).to.contain('bars it');
  });

  it('says so where nothing is near', () => {
    expect(proposedFix(denial([], { candidates: [] }), around).mapping).to.equal(undefined);
  });
});
