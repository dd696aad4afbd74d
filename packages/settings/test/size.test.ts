import { expect } from 'chai';
import { size } from '../src/size.ts';

describe('size', () => {
  for (const [written, bytes] of [
    ['64KiB', 65_536],
    ['1MiB', 1_048_576],
    ['512B', 512],
    ['512', 512],
    [512, 512],
  ] as const) {
    it(`reads ${JSON.stringify(written)}`, () => {
      expect(size.parse(written)).to.equal(bytes);
    });
  }

  for (const written of [
    '',
    '0',
    '0KiB',
    '-1',
    '1.5KiB',
    '64 KiB',
    '64kb',
    '64KB',
    '1GiB',
    0,
    -1,
    1.5,
    true,
    null,
  ]) {
    it(`refuses ${JSON.stringify(written)}`, () => {
      expect(size.safeParse(written).success).to.equal(false);
    });
  }
});
