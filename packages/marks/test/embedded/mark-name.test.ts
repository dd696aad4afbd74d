import { expect } from 'chai';
import fc from 'fast-check';
import { markName } from '../../src/embedded/mark-name.ts';

const NOW = 1_800_000_000;

describe('the name of a mark', () => {
  it('holds nothing of the key, and is of one form and the same each time, whatever the key and the time', () => {
    const anyTime = fc.option(fc.oneof(fc.double(), fc.nat()), { nil: undefined });
    fc.assert(
      fc.property(fc.string(), anyTime, (key, stated) => {
        expect(markName(key, stated)).to.match(/^[0-9a-f]{8}-[\w-]{43}$/);
        expect(markName(key, stated)).to.equal(markName(key, stated));
      }),
    );
  });

  it('tells keys apart that state the same time', () => {
    expect(markName('a', NOW)).to.not.equal(markName('b', NOW));
  });

  it('comes in the order of the time stated, whatever the key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(2 ** 31), (earlier, later, seconds) => {
        expect(markName(earlier, seconds) < markName(later, seconds + 1)).to.equal(true);
      }),
    );
  });
});
