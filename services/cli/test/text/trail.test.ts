import type { TrailFault } from '@cambio/ledger';
import { expect } from 'chai';
import { PLAIN } from '../../src/text/style.ts';
import { extentText, faultText } from '../../src/text/trail.ts';

describe('the text of a trail', () => {
  const hash = 'a'.repeat(64);
  const extent = { records: 3, checkpoints: 1, chains: 1, unsealed: 0, last: { number: 7, hash }, at: 0 };

  it('says what is there, and what to remember', () => {
    expect(extentText(extent, PLAIN)).to.equal(
      '✓ whole: 3 decisions on 1 chain, sealed by 1 checkpoint, the last of 1970-01-01T00:00:00.000Z\n' +
        `  checkpoint 7:${hash}\n`,
    );
    expect(extentText({ ...extent, unsealed: 1 }, PLAIN))
      .to.contain('whole: 2 decisions')
      .and.contain('1 decision since, chained and not sealed yet');
  });

  const record = { chain: 'c\u001b[2J', seq: 5 };
  const FAULTS: readonly [TrailFault, string][] = [
    [{ line: 9, reason: 'malformed_line' }, 'line 9: this is not a line'],
    [{ line: 1, reason: 'signature' }, 'not signed by one of these keys'],
    [{ line: 1, reason: 'record_altered', record }, 'record 5 of chain c\\u{1b}[2J was altered'],
    [{ line: 1, reason: 'record_missing', record }, 'is missing'],
    [{ line: 1, reason: 'record_unexpected', record }, 'does not belong here'],
    [{ line: 1, reason: 'chain_rewritten', record, through: 8 }, 'up to number 8'],
    [{ line: 1, reason: 'chain_missing', chain: 'c' }, 'chain c is missing'],
    [{ line: 1, reason: 'checkpoint_altered', checkpoint: 4 }, 'checkpoint 4 was altered'],
    [{ line: 1, reason: 'checkpoint_missing', checkpoint: 4 }, 'checkpoint 4 is missing'],
    [{ line: 1, reason: 'checkpoint_unexpected', checkpoint: 4 }, 'checkpoint 4 does not belong here'],
    [{ line: 1, reason: 'anchor_differs', checkpoint: 4 }, 'not the one that was expected'],
    [{ line: 1, reason: 'anchor_removed', checkpoint: 4 }, 'compare with a later one'],
  ];
  for (const [fault, says] of FAULTS) {
    it(`says what ${fault.reason} means`, () => {
      expect(faultText(fault, PLAIN)).to.contain(says).and.contain(`(${fault.reason})`);
    });
  }
});
