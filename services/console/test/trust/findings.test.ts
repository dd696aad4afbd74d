import type { Diagnostic } from '@cambio/policy';
import { expect } from 'chai';
import { withGateways } from '../../src/pages/trust/findings.ts';

const OWN: Diagnostic = {
  severity: 'warning',
  rule: 'review-overdue',
  message: 'it was to be reviewed',
  document: 'Mapping/shop',
  position: { file: 'shop.yaml', line: 3, column: 1 },
};

describe('what the gateway finds beside the compiler of the page', () => {
  it('is added where the compiler cannot know it', () => {
    const unused = { kind: 'lint', about: 'Mapping/shop', rule: 'unused', message: 'for 90 days' } as const;
    const found = withGateways([OWN], [unused]);
    expect(found.map(({ rule }) => rule)).to.deep.equal(['review-overdue', 'unused']);
    expect(found[1]).to.include({ document: 'Mapping/shop', message: 'for 90 days' });
  });

  it('is not said twice, and is of documents alone', () => {
    const again = { kind: 'lint', about: 'Mapping/shop', rule: 'review-overdue', message: 'now' } as const;
    const drift = { kind: 'issuer_drift', about: 'github', message: 'unknown claim' } as const;
    expect(withGateways([OWN], [again, drift])).to.deep.equal([OWN]);
  });
});
