import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { err, ok, type Result } from '@cambio/oauth';
import { expect } from 'chai';
import { sweepTokens } from '../../src/jobs/sweep-tokens.ts';
import { recordingLog } from '../quiet-log.ts';

describe('the sweeping of dead tokens', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
  afterEach(() => mock.timers.reset());

  it('goes on every minute until it is stopped, and says when it failed', async () => {
    const { log, lines } = recordingLog();
    const answers: Result<number, 'unavailable'>[] = [ok(3), err('unavailable'), ok(0)];
    let swept = 0;
    const sweeping = sweepTokens({ sweep: async () => answers[swept++] ?? ok(0) }, log);
    mock.timers.tick(59_999);
    expect(swept).to.equal(0);
    mock.timers.tick(120_001);
    await turn();
    expect(swept).to.equal(3);
    expect(lines.map(({ msg }) => msg)).to.deep.equal(['dead tokens could not be swept']);
    sweeping.stop();
    mock.timers.tick(120_000);
    expect(swept).to.equal(3);
  });
});
