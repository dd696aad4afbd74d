import { expect } from 'chai';
import { claimLines, durationText } from '../../src/text/claims.ts';
import { PLAIN } from '../../src/text/style.ts';

describe('claimLines', () => {
  const claims = { iss: 'https://a.example', exp: 1300, iat: 1000, nbf: 400, list: ['x'], yes: true };

  it('shows the named claims in that order, and leaves out those that are not there', () => {
    expect(claimLines(claims, ['exp', 'missing', 'iss', 'toString'], 1000, PLAIN, '  ')).to.equal(
      '  exp  1300 (in 5 minutes)\n  iss  https://a.example\n',
    );
  });

  it('tells times from now, and shows anything but text as JSON', () => {
    expect(claimLines(claims, ['iat', 'nbf', 'list', 'yes'], 1000, PLAIN)).to.equal(
      'iat   1000 (now)\nnbf   400 (10 minutes ago)\nlist  ["x"]\nyes   true\n',
    );
  });
});

describe('durationText', () => {
  for (const [seconds, text] of [
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '60 seconds'],
    [120, '2 minutes'],
    [600, '10 minutes'],
    [3600, '60 minutes'],
    [7200, '2 hours'],
    [172_800, '2 days'],
  ] as const) {
    it(`calls ${seconds} ${text}`, () => {
      expect(durationText(seconds)).to.equal(text);
    });
  }
});
