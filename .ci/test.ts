import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { forgetCounts, tally, testedRooms } from './tally.ts';

/**
 * Builds every room and runs its script of this name, as far as turbo has no result for it, and closes with one line:
 * `N passed, N failed`. `test.ts SCRIPT …`; the rest goes to turbo.
 */
const root = join(import.meta.dirname, '..');
const [script = 'test', ...options] = process.argv.slice(2);
const rooms = testedRooms(root, script);

forgetCounts(root, rooms);
const run = spawnSync(join(root, '.ci/turbo'), [script, '--continue=dependencies-successful', ...options], {
  cwd: root,
  stdio: 'inherit',
});

const { passed, failed, unfinished } = tally(root, rooms);
for (const room of unfinished) process.stdout.write(`${room}: did not build, or its tests did not finish\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = run.status === 0 && failed === 0 ? 0 : 1;
