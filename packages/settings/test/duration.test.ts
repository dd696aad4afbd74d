import { expect } from 'chai';
import { duration } from '../src/duration.ts';

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
