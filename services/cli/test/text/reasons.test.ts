import { DENY_REASONS } from '@cambio/policy';
import { expect } from 'chai';
import { reasonText } from '../../src/text/reasons.ts';

describe('reasonText', () => {
  for (const reason of DENY_REASONS) {
    it(`has words for ${reason}`, () => {
      expect(reasonText(reason, 'of another kind'))
        .to.match(new RegExp(`^[^_]{20,} \\(${reason}\\)$`))
        .and.not.contain('of another kind');
    });
  }

  it('says of other reasons what it is told to, or their code alone', () => {
    expect(reasonText('replayed', 'used before')).to.equal('used before (replayed)');
    expect(reasonText('replayed')).to.equal('replayed');
    expect(reasonText('toString')).to.equal('toString');
  });
});
