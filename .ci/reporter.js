import { mkdirSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's `spec` reporter, which also leaves `{passed, failed}` in `.turbo/counts.json` for the closing line of CI. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      mkdirSync('.turbo', { recursive: true });
      const { passes, failures } = this.stats;
      writeFileSync('.turbo/counts.json', JSON.stringify({ passed: passes, failed: failures }));
    });
  }
}
