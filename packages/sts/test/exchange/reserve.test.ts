import { expect } from 'chai';
import { reservationFor } from '../../src/exchange/reserve.ts';
import { NOW, verified } from '../exchange-under-test.ts';

const token = (more: Parameters<typeof verified>[3] = {}) => {
  const judged = verified('subject', 'github', {}, more);
  return judged.ok ? judged.value : expect.fail(judged.error.detail);
};
const keyOf = (more: Parameters<typeof token>[0], target = 'cd') => reservationFor(token(more), target)?.key;

describe('the mark of a token', () => {
  it('is held until the token can no longer be accepted, and states when it expires', () => {
    expect(reservationFor(token(), 'cd')).to.include({ until: NOW + 300 + 30 + 5, stated: NOW + 300 });
  });

  it('is none where the issuer allows replay', () => {
    expect(reservationFor(token({ replay: 'allow' }), 'cd')).to.equal(undefined);
  });

  it('is one for all targets under `once`, and one for each under `once-per-target`', () => {
    expect(keyOf({ replay: 'once' }, 'cd')).to.equal(keyOf({ replay: 'once' }, 'other'));
    expect(keyOf({ replay: 'once-per-target' }, 'cd')).to.not.equal(
      keyOf({ replay: 'once-per-target' }, 'other'),
    );
  });

  it('is of the token itself: leeway changes nothing, another id or `exp` makes it another token', () => {
    expect(keyOf({ clockSkew: 60 })).to.equal(keyOf({}));
    expect(keyOf({ replayId: 'jti of other' })).to.not.equal(keyOf({}));
    expect(keyOf({ expiresAt: NOW + 301 })).to.not.equal(keyOf({}));
  });
});
