import { expect } from 'chai';
import { timeProblem } from '../../src/token/times.ts';
import { NOW } from '../fixture.ts';

const RULES = { maxAge: 600, maxLifetime: 3600, clockSkew: 30 };
const GOOD = { iat: NOW, exp: NOW + 300 };

describe('timeProblem', () => {
  const accepted = [
    ['a fresh token', {}],
    ['the last second within the skew', { iat: NOW - 300, exp: NOW - 29 }],
    ['nbf before iat', { nbf: NOW - 600 }],
    ['nbf ahead by the skew', { nbf: NOW + 30 }],
    ['iat ahead by the skew', { iat: NOW + 30 }],
    ['the greatest age', { iat: NOW - 630 }],
    ['the longest life', { exp: NOW + 3600 }],
    ['times written as 1.7882208e9', { iat: 1.7882208e9 }],
  ] as const;
  for (const [what, changes] of accepted) {
    it(`accepts ${what}`, () => expect(timeProblem({ ...GOOD, ...changes }, RULES, NOW)).to.equal(undefined));
  }

  const refused = [
    ['exp at the end of the skew', { iat: NOW - 300, exp: NOW - 30 }, 'token_expired'],
    ['exp of 0', { exp: 0 }, 'token_expired'],
    ['exp as text', { exp: '9999999999' }, 'claim_malformed'],
    ['exp with a fraction', { exp: NOW + 300.5 }, 'claim_malformed'],
    ['exp below 0', { exp: -1 }, 'claim_malformed'],
    ['exp null', { exp: null }, 'claim_malformed'],
    ['exp in a list', { exp: [NOW + 300] }, 'claim_malformed'],
    ['exp after the year 9999', { exp: 253_402_300_800 }, 'claim_malformed'],
    ['exp infinite', { exp: Number.POSITIVE_INFINITY }, 'claim_malformed'],
    ['nbf as text', { nbf: String(NOW) }, 'claim_malformed'],
    ['nbf null', { nbf: null }, 'claim_malformed'],
    ['nbf ahead beyond the skew', { nbf: NOW + 31 }, 'token_not_yet_valid'],
    ['iat as text', { iat: String(NOW) }, 'claim_malformed'],
    ['iat ahead beyond the skew', { iat: NOW + 31 }, 'token_not_yet_valid'],
    ['exp not after iat', { iat: NOW, exp: NOW }, 'claim_malformed'],
    ['an age beyond the skew', { iat: NOW - 631 }, 'token_too_old'],
    ['a second too long a life', { exp: NOW + 3601 }, 'token_lifetime_too_long'],
  ] as const;
  for (const [what, changes, reason] of refused) {
    it(`refuses ${what}`, () => {
      expect(timeProblem({ ...GOOD, ...changes }, RULES, NOW)?.reason).to.equal(reason);
    });
  }

  it('wants exp, and iat where there is a maximum age', () => {
    expect(timeProblem({ iat: NOW }, RULES, NOW)).to.include({ reason: 'claim_missing', detail: 'exp' });
    expect(timeProblem({ exp: NOW + 300 }, RULES, NOW)).to.include({
      reason: 'claim_missing',
      detail: 'iat',
    });
  });

  it('counts the lifetime from now where there is no iat', () => {
    const rules = { maxLifetime: 3600, clockSkew: 30 };
    expect(timeProblem({ exp: NOW + 3600 }, rules, NOW)).to.equal(undefined);
    expect(timeProblem({ exp: NOW + 3601 }, rules, NOW)?.reason).to.equal('token_lifetime_too_long');
  });

  it('gives no leeway where the issuer has none', () => {
    const rules = { maxLifetime: 3600, clockSkew: 0 };
    expect(timeProblem({ iat: NOW - 9, exp: NOW }, rules, NOW)?.reason).to.equal('token_expired');
    expect(timeProblem({ iat: NOW - 9, exp: NOW + 1 }, rules, NOW)).to.equal(undefined);
  });
});
