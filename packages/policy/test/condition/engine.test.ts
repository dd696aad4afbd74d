import { parse, plan } from '@bufbuild/cel';
import { expect } from 'chai';
import { METERED, PLAIN } from '../../src/condition/engine.ts';
import { EVALUATION_BUDGET, METER } from '../../src/condition/meter.ts';

describe('the engine', () => {
  for (const [name, env] of Object.entries({ PLAIN, METERED })) {
    it(`counts the number of a timestamp in seconds (${name})`, () => {
      METER.start(EVALUATION_BUDGET);
      const run = (text: string) => plan(env, parse(text))({});
      expect(run('timestamp(1788220800) == timestamp("2026-09-01T00:00:00Z")')).to.equal(true);
      expect(run('int(timestamp(1788220800)) == 1788220800')).to.equal(true);
      expect(run('timestamp(1788220800) - timestamp(1788220200) == duration("10m")')).to.equal(true);
    });
  }
});
