import { expect } from 'chai';
import fc from 'fast-check';
import { durationSchema } from '../../src/document/duration.ts';

describe('durationSchema', () => {
  for (const [text, seconds] of [
    ['0s', 0],
    ['30s', 30],
    ['10m', 600],
    ['1h', 3600],
    ['7d', 604_800],
  ] as const) {
    it(`reads ${text}`, () => expect(durationSchema.parse(text)).to.equal(seconds));
  }

  for (const text of [
    '',
    '10',
    600,
    '10 m',
    '1.5h',
    '-1m',
    '01m',
    '1w',
    'm',
    '1h30m',
    '10M',
    '99999999s',
    null,
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () =>
      expect(durationSchema.safeParse(text).success).to.equal(false));
  }

  it('grows with the number', () => {
    const count = fc.integer({ min: 0, max: 9_999_998 });
    fc.assert(
      fc.property(count, fc.constantFrom('s', 'm', 'h', 'd'), (number, unit) => {
        const [less, more] = [`${number}${unit}`, `${number + 1}${unit}`].map((text) =>
          durationSchema.parse(text),
        );
        expect(less).to.be.lessThan(more ?? 0);
      }),
    );
  });
});
