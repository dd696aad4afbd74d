import { expect } from 'chai';
import { errors } from 'oidc-provider';
import { answerRefusal } from '../../../src/provider/clients/answer.ts';

describe('the answer to a client that is refused', () => {
  it("is the framework's own, so that both read alike", () => {
    const { error, error_description, statusCode } = new errors.InvalidClientAuth('detail');
    for (const reason of ['shared_secret', 'claim_mismatch', 'invalid_signature'] as const) {
      const answer = answerRefusal({ kind: 'unauthenticated', reason });
      expect(answer).to.deep.equal({ status: statusCode, body: { error, error_description } });
    }
  });

  it('is another for a bad request, and for an outage', () => {
    expect(answerRefusal({ kind: 'several_credentials' }).body.error).to.equal('invalid_request');
    expect(answerRefusal({ kind: 'token_in_two_roles' }).body.error).to.equal('invalid_request');
    expect(answerRefusal({ kind: 'unavailable', outage: 'marks_unavailable' })).to.deep.include({
      status: 503,
      retryAfter: 2,
    });
  });
});
