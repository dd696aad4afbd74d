import { mkdirSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Milliseconds that sockets and timers of the tests get to close in. */
const GRACE = 5000;

/**
 * Mocha's `spec` reporter, which also leaves `{passed, failed}` in `.turbo/counts.json` for the closing line of CI, and ends a
 * process that something keeps alive after the last test: that is a leak, and a failure, instead of a run that never ends.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      writeCounts(passes, failures);
      setTimeout(() => {
        const open = process.getActiveResourcesInfo().join(', ');
        process.stderr.write(`The tests are over and something is still open: ${open}\n`);
        writeCounts(passes, failures + 1);
        process.exit(1);
      }, GRACE).unref();
    });
  }
}

function writeCounts(passed, failed) {
  mkdirSync('.turbo', { recursive: true });
  writeFileSync('.turbo/counts.json', JSON.stringify({ passed, failed }));
}
