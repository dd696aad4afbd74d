import { err, ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { variableSource } from '../../src/index.ts';

const AUDIENCE = 'https://tokens.example';
const given = ok({ token: 'a.b.c', tokenType: TokenType.jwt });

describe('variableSource', () => {
  it('reads the variable', async () => {
    expect(await variableSource('TOKEN', { env: { TOKEN: ' a.b.c ' } }).token(AUDIENCE)).to.deep.equal(given);
  });

  it('says which variable is not set', async () => {
    expect(await variableSource('toString', { env: {} }).token(AUDIENCE)).to.deep.equal(
      err({
        kind: 'source',
        source: 'environment-variable',
        reason: 'not_configured',
        detail: 'toString is not set',
      }),
    );
  });

  const refused = [
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['canary b', 'it does not hold a token'],
    ['{"canary": 1}', 'it does not hold a token'],
    ['canary\n-', 'it does not hold a token'],
  ] as const;
  for (const [text, detail] of refused) {
    it(`refuses ${JSON.stringify(text)} without repeating it`, async () => {
      expect(await variableSource('TOKEN', { env: { TOKEN: text } }).token(AUDIENCE)).to.deep.equal(
        err({ kind: 'source', source: 'environment-variable', reason: 'malformed', detail }),
      );
    });
  }
});
