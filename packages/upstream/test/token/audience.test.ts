import { expect } from 'chai';
import { audienceProblem } from '../../src/token/audience.ts';

const OURS = 'https://sts.acme.example';

describe('audienceProblem', () => {
  for (const aud of [OURS, [OURS], [OURS, OURS], [OURS, 'account']]) {
    it(`accepts ${JSON.stringify(aud)}`, () => {
      expect(audienceProblem(aud, [OURS, 'account'])).to.equal(undefined);
    });
  }

  const refused = [
    [undefined, 'claim_missing'],
    [null, 'claim_malformed'],
    [7, 'claim_malformed'],
    [{}, 'claim_malformed'],
    [[], 'claim_malformed'],
    [[OURS, 7], 'claim_malformed'],
    [[[OURS]], 'claim_malformed'],
    ['', 'wrong_audience'],
    ['https://STS.acme.example', 'wrong_audience'],
    [`${OURS}/`, 'wrong_audience'],
    [`${OURS} `, 'wrong_audience'],
    [`${OURS},other`, 'wrong_audience'],
    [[OURS, 'https://stranger.example'], 'wrong_audience'],
    [['https://stranger.example'], 'wrong_audience'],
  ] as const;
  for (const [aud, reason] of refused) {
    it(`refuses ${JSON.stringify(aud)}`, () => {
      expect(audienceProblem(aud, [OURS])?.reason).to.equal(reason);
    });
  }

  it('accepts nothing where no audience is declared', () => {
    expect(audienceProblem(OURS, [])?.reason).to.equal('wrong_audience');
  });
});
