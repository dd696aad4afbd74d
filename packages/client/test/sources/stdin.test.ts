import { err, ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { stdinSource } from '../../src/index.ts';

const AUDIENCE = 'https://tokens.example';
const given = ok({ token: 'a.b.c', tokenType: TokenType.jwt });

describe('stdinSource', () => {
  it('reads once, however often it is asked', async () => {
    let reads = 0;
    const source = stdinSource(async () => {
      reads += 1;
      return 'a.b.c\n';
    });
    expect(await Promise.all([source.token(AUDIENCE), source.token(AUDIENCE)])).to.deep.equal([given, given]);
    expect(reads).to.equal(1);
  });

  it('says that it cannot read', async () => {
    const source = stdinSource(() => Promise.reject(new Error('EAGAIN')));
    expect(await source.token(AUDIENCE)).to.deep.equal(
      err({ kind: 'source', source: 'stdin', reason: 'unreadable', detail: 'standard input cannot be read' }),
    );
  });
});
