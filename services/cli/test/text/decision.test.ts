import { expect } from 'chai';
import { decisionText } from '../../src/text/decision.ts';
import { PLAIN } from '../../src/text/style.ts';
import { ALLOWED, DENIED } from './recorded.ts';

describe('decisionText', () => {
  it('tells who asked for what, and why it was denied', () => {
    const { explanation: _, ...denied } = DENIED;
    expect(
      decisionText(denied, PLAIN),
    ).to.equal(`✗ denied: no mapping is for a workload with these claims (claim_mismatch)
  decision   d1
  at         2026-09-01T00:00:00.000Z
  trust      revision r7
  subject    acme/shop  (github-actions:repository_id=123456)
  asked for  deployer deploy:read
`);
    expect(decisionText({ ...denied, asked: { ...denied.asked, ip: '192.0.2.7' } }, PLAIN)).to.contain(
      '\n  from       192.0.2.7\n',
    );
    expect(decisionText(DENIED, PLAIN)).to.contain('\n\n  shop-deploy-prod  claim_mismatch\n');
  });

  it('tells what was issued, to whom, for whom and until when', () => {
    expect(decisionText(ALLOWED, PLAIN)).to.equal(`✓ allowed by shop-deploy-prod
  decision   d2
  at         2026-09-01T00:00:00.000Z
  trust      revision r7
  subject    acme/shop  (github-actions:repository_id=123456)
  actor      runner  (cluster:pod)
  asked for  deployer
  issued     deploy:read deploy:write as repo/123456 for https://deployer.acme.example
  until      2026-09-01T00:10:00.000Z
`);
  });
});
