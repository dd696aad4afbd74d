import { expect } from 'chai';
import { activity } from '../../src/demo/activity.ts';
import { PLAIN } from '../../src/text/style.ts';

describe('activity', () => {
  it('is quiet until it is told to show', () => {
    let written = '';
    const { log, show } = activity((text) => {
      written += text;
    }, PLAIN);
    log.info('before');
    show();
    log.debug('too much');
    log.info({ decision: 'd1', reason: 'claim_mismatch' }, 'exchange denied');
    log.error(
      { errors: [{ position: { file: 'a.yaml', line: 3, column: 1 }, message: 'no' }, 'else'], stays: 'r1' },
      'trust change refused',
    );
    expect(written.replaceAll(/\d\d:\d\d:\d\d/g, 'TIME')).to.equal(
      '  TIME  exchange denied  decision d1  reason claim_mismatch\n' +
        '  TIME  trust change refused  stays r1\n            a.yaml:3:1: no\n            else\n',
    );
  });
});
