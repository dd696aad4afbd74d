import { expect } from 'chai';
import { duration } from '../src/duration.ts';
import { size } from '../src/size.ts';

describe('duration', () => {
  for (const [text, seconds] of [
    ['30s', 30],
    ['5m', 300],
    ['12h', 43_200],
    ['30d', 2_592_000],
  ] as const) {
    it(`reads ${text}`, () => {
      expect(duration.parse(text)).to.equal(seconds);
    });
  }

  for (const text of ['', '5', 'm', '0s', '-1s', '1.5h', '5 m', '5M', '1h30m', 'PT5M', '05m', '5m\n']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(duration.safeParse(text).success).to.equal(false);
    });
  }
});

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
