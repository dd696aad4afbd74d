import { expect } from 'chai';
import fc from 'fast-check';
import { instantSchema } from '../../src/document/instant.ts';

describe('instantSchema', () => {
  for (const [text, expected] of [
    ['2027-06-01', '2027-06-01T00:00:00Z'],
    ['2027-06-01T12:00:00Z', '2027-06-01T12:00:00Z'],
    ['2027-06-01t12:00:00z', '2027-06-01T12:00:00Z'],
    ['2027-06-01T12:00:00.9Z', '2027-06-01T12:00:00Z'],
    ['2027-06-01T12:00:00+02:00', '2027-06-01T10:00:00Z'],
    ['2028-02-29', '2028-02-29T00:00:00Z'],
  ] as const) {
    it(`reads ${text}`, () => expect(instantSchema.parse(text)).to.equal(Date.parse(expected) / 1000));
  }

  for (const text of [
    '',
    '2027',
    '2027-6-1',
    '2027-02-30',
    '2027-02-29',
    '2027-13-01',
    '2027-06-01T12:00:00',
    '2027-06-01 12:00:00Z',
    '2027-06-01T25:00:00Z',
    '01/06/2027',
    1_811_808_000,
    null,
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () =>
      expect(instantSchema.safeParse(text).success).to.equal(false));
  }

  it('reads every moment as it is written by others', () => {
    const moments = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (date) => {
        expect(instantSchema.parse(date.toISOString())).to.equal(Math.floor(date.getTime() / 1000));
      }),
    );
  });
});
