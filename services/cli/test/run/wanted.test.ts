import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { type HandOver, readWanted, type Wanted } from '../../src/run/wanted.ts';

describe('readWanted', () => {
  for (const [audiences, variable, handOver, wanted] of [
    [['deployer'], undefined, 'variable', [{ audience: 'deployer', variable: 'CAMBIO_TOKEN' }]],
    [['deployer'], undefined, 'file', [{ audience: 'deployer', variable: 'CAMBIO_TOKEN_FILE' }]],
    [['deployer'], undefined, 'socket', [{ audience: 'deployer', variable: 'CAMBIO_TOKEN_SOCKET' }]],
    [['deployer'], 'T', 'file', [{ audience: 'deployer', variable: 'T' }]],
    [['deployer=T'], 'U', 'variable', [{ audience: 'deployer', variable: 'T' }]],
    [
      ['a=A', 'https://b.example/?x=1=B'],
      undefined,
      'variable',
      [
        { audience: 'a', variable: 'A' },
        { audience: 'https://b.example/?x=1', variable: 'B' },
      ],
    ],
    // No name of a variable begins with a digit.
    [['https://b.example/?x=1'], 'T', 'variable', [{ audience: 'https://b.example/?x=1', variable: 'T' }]],
  ] as readonly [readonly string[], string | undefined, HandOver, readonly Wanted[]][]) {
    it(`reads ${audiences.join(' and ')} for a ${handOver}`, () => {
      expect(readWanted(audiences, variable, handOver)).to.deep.equal(ok(wanted));
    });
  }

  for (const audiences of [
    ['a', 'b'],
    ['a=T', 'b=T'],
  ]) {
    it(`refuses ${audiences.join(' and ')}, of which one would hide the other`, () => {
      expect(readWanted(audiences, undefined, 'variable')).to.have.nested.property('error.hint');
    });
  }
});
