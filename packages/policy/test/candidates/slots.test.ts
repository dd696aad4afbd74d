import { expect } from 'chai';
import fc from 'fast-check';
import { entriesOf, find, hashOf, type Key, slotsOf } from '../../src/candidates/slots.ts';

const keys = fc.uniqueArray(
  fc.oneof(fc.constantFrom<Key>('1', 1, true, 'true', '', 0, false), fc.string({ maxLength: 3 }), fc.nat(9)),
);

describe('Slots', () => {
  it('hold what they were made of, and nothing else', () => {
    fc.assert(
      fc.property(keys, keys, (some, others) => {
        const entries = new Map(some.map((key, index) => [key, index]));
        const slots = slotsOf(entries);
        expect(new Map(entriesOf(slots))).to.deep.equal(entries);
        for (const key of [...some, ...others])
          expect(find(slots, key, hashOf(key))).to.equal(entries.get(key));
      }),
    );
  });

  it('tell keys of one hash apart', () => {
    const hash = hashOf('1');
    expect(hashOf(1)).to.equal(hash);
    const slots = slotsOf(
      new Map<Key, string>([
        ['1', 'text'],
        [1, 'number'],
      ]),
    );
    expect([find(slots, '1', hash), find(slots, 1, hash)]).to.deep.equal(['text', 'number']);
  });
});
