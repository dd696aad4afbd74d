import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { forgetCounts, tally, testedRooms } from './tally.ts';

/** Builds and tests every room, as far as turbo has no result for it, and closes with one line: `N passed, N failed`. */
const root = join(import.meta.dirname, '..');
const rooms = testedRooms(root);

forgetCounts(root, rooms);
const run = spawnSync(
  join(root, '.ci/turbo'),
  ['test', '--continue=dependencies-successful', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);

const { passed, failed, unfinished } = tally(root, rooms);
for (const room of unfinished) process.stdout.write(`${room}: did not build, or its tests did not finish\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = run.status === 0 && failed === 0 ? 0 : 1;
