import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Runs the tests of every package and closes with one line for all of them, `N passed, N failed`. Counts of packages whose
 * result turbo has cached are restored with it. A package that leaves none did not build or did not finish, and
 * counts as one failure: nothing can pass by crashing.
 */
const Manifest = z.object({
  name: z.string(),
  scripts: z.object({ test: z.string() }).partial().default({}),
});
const Counts = z.object({ passed: z.number(), failed: z.number() });

const root = join(import.meta.dirname, '..');
const rooms = globSync(['packages/*', 'services/*', 'e2e', '.ci'], { cwd: root }).filter(hasTests);

for (const room of rooms) rmSync(countsFile(room), { force: true });
const finished = runTests();
const counts = rooms.map(readCounts);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = finished && failed === 0 ? 0 : 1;

function hasTests(room: string): boolean {
  const manifest = join(root, room, 'package.json');
  return existsSync(manifest) && Manifest.parse(readJson(manifest)).scripts.test !== undefined;
}

function runTests(): boolean {
  const run = spawnSync(
    join(root, '.ci/turbo'),
    ['test', '--continue=dependencies-successful', ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  );
  return run.status === 0;
}

function readCounts(room: string): z.infer<typeof Counts> {
  if (existsSync(countsFile(room))) return Counts.parse(readJson(countsFile(room)));
  process.stdout.write(`${room}: its tests did not finish\n`);
  return { passed: 0, failed: 1 };
}

function countsFile(room: string): string {
  return join(root, room, '.turbo/counts.json');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
