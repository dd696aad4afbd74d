import { expect } from 'chai';
import { explain, formatExplanation } from '../../src/index.ts';
import { ask, job, mapping, SHOP, trust } from '../acme.ts';

const PROD = trust(SHOP, mapping({ id: 'other', match: { repository_id: '7', environment: 'x', ref: 'y' } }));

describe('formatExplanation', () => {
  it('shows a denial with its remedy and every candidate', () => {
    expect(formatExplanation(explain(PROD, ask({}, { subject: job({ ref: 'refs/heads/x' }) })))).to.equal(
      [
        'DENY claim_mismatch, for target deployer',
        'Mapping shop-deploy-prod would grant this, if only this held: claim ref equals "refs/heads/main" (found "refs/heads/x").',
        '',
        'allow mapping shop-deploy-prod: claim_mismatch',
        '  ok   claim repository_id equals "123456" (found "123456")',
        '  ok   claim environment equals "production" (found "production")',
        '  FAIL claim ref equals "refs/heads/main" (found "refs/heads/x")',
        '',
        'allow mapping other: claim_mismatch',
        '  FAIL claim repository_id equals "7" (found "123456")',
        '  FAIL claim environment equals "x" (found "production")',
        '  FAIL claim ref equals "y" (found "refs/heads/x")',
        '',
      ].join('\n'),
    );
  });

  it('shows what is granted', () => {
    expect(formatExplanation(explain(PROD, ask())).split('\n')[0]).to.equal(
      'ALLOW by mapping shop-deploy-prod, for target deployer: deploy:read deploy:write as github-actions:repository_id=123456:environment=production, 600 s',
    );
  });

  it('shows what failed before any mapping', () => {
    expect(formatExplanation(explain(PROD, ask({ audience: 'deploier' })))).to.equal(
      'DENY unknown_target\ndid you mean "deployer"?\n  FAIL request: audience names a target that is enabled (found "deploier")\n',
    );
  });

  it('says how many are left out', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      mapping({ id: `m-${index}`, match: { repository_id: `${index}` } }),
    );
    expect(formatExplanation(explain(trust(...many), ask()))).to.contain(
      '\nand 12 more mappings, further off\n',
    );
  });

  it('lets no token steer the terminal', () => {
    const hostile = '\u001b[2J\u0007\u202e\nDENY';
    const text = formatExplanation(explain(PROD, ask({}, { subject: job({ ref: hostile }) })));
    expect(text.replaceAll('\n', '')).not.to.match(/\p{C}/u);
    expect(text.split('\n').filter((line) => line.startsWith('DENY'))).to.have.length(1);
  });
});
