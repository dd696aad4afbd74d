import { expect } from 'chai';
import { registeredTypeProblem } from '../../src/token/registered.ts';

describe('registeredTypeProblem', () => {
  it('lets claims be absent, and every other claim be anything', () => {
    expect(registeredTypeProblem({})).to.equal(undefined);
    expect(
      registeredTypeProblem({ sub: '', jti: 'a', act: {}, email_verified: 'true', groups: null }),
    ).to.equal(undefined);
  });

  for (const name of ['iss', 'sub', 'jti', 'client_id', 'scope']) {
    it(`wants ${name} to be text`, () => {
      for (const value of [7, null, ['a'], {}, true]) {
        expect(registeredTypeProblem({ [name]: value })?.reason).to.equal('claim_malformed');
      }
    });
  }

  for (const name of ['act', 'may_act', 'cnf']) {
    it(`wants ${name} to be an object`, () => {
      for (const value of ['a', null, [], 7]) {
        expect(registeredTypeProblem({ [name]: value })?.reason).to.equal('claim_malformed');
      }
    });
  }
});
