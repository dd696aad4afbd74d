import { err, ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { fileSource } from '../../src/index.ts';

const AUDIENCE = 'https://tokens.example';
const given = ok({ token: 'a.b.c', tokenType: TokenType.jwt });

describe('fileSource', () => {
  it('reads the file anew for each token', async () => {
    const contents = ['a.b.c\n', 'd.e.f\n'];
    const source = fileSource('/run/token', {
      readFile: async (path) => (path === '/run/token' ? (contents.shift() ?? '') : ''),
    });
    expect(await source.token(AUDIENCE)).to.deep.equal(given);
    expect(await source.token(AUDIENCE)).to.deep.equal(ok({ token: 'd.e.f', tokenType: TokenType.jwt }));
  });

  it('says which file it cannot read', async () => {
    const source = fileSource('/none', { readFile: () => Promise.reject(new Error('ENOENT')) });
    expect(await source.token(AUDIENCE)).to.deep.equal(
      err({ kind: 'source', source: 'file', reason: 'unreadable', detail: '/none cannot be read' }),
    );
  });
});
