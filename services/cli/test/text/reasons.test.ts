import { DENY_REASONS } from '@cambio/policy';
import { EXCHANGE_DENIAL_WORDS } from '@cambio/sts/denial-words';
import { expect } from 'chai';
import { reasonText } from '../../src/text/reasons.ts';

describe('reasonText', () => {
  for (const reason of [...DENY_REASONS, ...Object.keys(EXCHANGE_DENIAL_WORDS)]) {
    it(`has words for ${reason}`, () => {
      expect(reasonText(reason, 'of another kind'))
        .to.match(new RegExp(`^[^_]{18,} \\(${reason}\\)$`))
        .and.not.contain('of another kind');
    });
  }

  it('says of the token of an actor what it says of a subject', () => {
    expect(reasonText('actor_token_expired')).to.equal(
      'of the actor: the token has expired (actor_token_expired)',
    );
  });

  it('says of other reasons what it is told to, or their code alone', () => {
    expect(reasonText('out_of_coffee', 'used up')).to.equal('used up (out_of_coffee)');
    expect(reasonText('out_of_coffee')).to.equal('out_of_coffee');
    expect(reasonText('actor_out_of_coffee')).to.equal('actor_out_of_coffee');
    expect(reasonText('toString')).to.equal('toString');
  });
});
