import { expect } from 'chai';
import fc from 'fast-check';
import { markName, NAME_LENGTH } from '../../src/embedded/mark-name.ts';

const NOW = 1_800_000_000;

describe('the name of a mark', () => {
  it('is of one length whatever the key and the time, and the same each time', () => {
    const anyTime = fc.option(fc.oneof(fc.double(), fc.nat()), { nil: undefined });
    fc.assert(
      fc.property(fc.string(), anyTime, (key, stated) => {
        expect(markName(key, stated)).to.have.length(NAME_LENGTH);
        expect(markName(key, stated)).to.deep.equal(markName(key, stated));
      }),
    );
  });

  it('tells keys apart that state the same time', () => {
    expect(markName('a', NOW)).to.not.deep.equal(markName('b', NOW));
  });

  it('comes in the order of the time stated, whatever the key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(2 ** 31), (earlier, later, seconds) => {
        expect(Buffer.compare(markName(earlier, seconds), markName(later, seconds + 1))).to.equal(-1);
      }),
    );
  });
});
