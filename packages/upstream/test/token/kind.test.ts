import { TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { isAnnouncedKind } from '../../src/token/kind.ts';
import { claims } from '../fixture.ts';

describe('isAnnouncedKind', () => {
  const table = [
    ['at+jwt', TokenType.accessToken, true],
    ['at+jwt', TokenType.idToken, false],
    ['at+jwt', TokenType.jwt, false],
    ['okta-internal-at+jwt', TokenType.accessToken, true],
    ['okta-internal-at+jwt', TokenType.jwt, false],
    ['jwt', TokenType.accessToken, false],
    ['jwt', TokenType.idToken, true],
    ['jwt', TokenType.jwt, true],
    [undefined, TokenType.accessToken, false],
    [undefined, TokenType.idToken, true],
    [undefined, TokenType.jwt, true],
  ] as const;
  for (const [typ, as, expected] of table) {
    it(`${expected ? 'takes' : 'refuses'} typ ${typ} as ${as.split(':').at(-1)}`, () => {
      expect(isAnnouncedKind(as, typ, claims())).to.equal(expected);
    });
  }

  for (const missing of ['iss', 'sub', 'aud', 'exp', 'iat']) {
    it(`takes no token without ${missing} for an ID token`, () => {
      expect(isAnnouncedKind(TokenType.idToken, 'jwt', claims({ [missing]: undefined }))).to.equal(false);
      expect(isAnnouncedKind(TokenType.jwt, 'jwt', claims({ [missing]: undefined }))).to.equal(true);
    });
  }
});
