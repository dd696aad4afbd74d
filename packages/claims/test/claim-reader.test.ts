import { expect } from 'chai';
import { claimReader } from '../src/claim-reader.ts';

describe('claimReader', () => {
  const read = claimReader({
    text: 'a',
    empty: '',
    number: 318,
    negative: -1,
    fraction: 1.5,
    huge: 2 ** 53,
    yes: true,
    none: null,
    list: ['a'],
    nested: { id: 'b' },
  });

  for (const [claim, text] of [
    ['text', 'a'],
    ['/nested/id', 'b'],
    ['number', '318'],
    ['negative', '-1'],
    ['empty', undefined],
    ['fraction', undefined],
    ['huge', undefined],
    ['yes', undefined],
    ['none', undefined],
    ['list', undefined],
    ['nested', undefined],
    ['missing', undefined],
    ['/bad~escape', undefined],
  ] as const) {
    it(`reads ${claim} as ${text ?? 'nothing'}`, () => {
      expect(read(claim)).to.equal(text);
    });
  }
});
