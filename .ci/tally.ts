import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How many tests passed and failed; `unfinished` rooms count as one failure each. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly unfinished: readonly string[];
}

const Manifest = z.object({ scripts: z.record(z.string(), z.string()).default({}) });
const Counts = z.object({ passed: z.number(), failed: z.number() });

/** The folders below `root` that have this script, such as `test`. */
export function testedRooms(root: string, script: string): string[] {
  return globSync(['packages/*', 'services/*', 'e2e', '.ci'], { cwd: root })
    .filter((room) => {
      const manifest = join(root, room, 'package.json');
      return existsSync(manifest) && Object.hasOwn(Manifest.parse(readJson(manifest)).scripts, script);
    })
    .sort();
}

/** Removes what an earlier run left, so that only this run counts, be it from turbo's cache. */
export function forgetCounts(root: string, rooms: readonly string[]): void {
  for (const room of rooms) rmSync(countsFile(root, room), { force: true });
}

/**
 * Sums what `reporter.js` left in every room. A room that left nothing did not build or did not finish: it counts as one
 * failure, so that nothing passes by crashing.
 */
export function tally(root: string, rooms: readonly string[]): Tally {
  const unfinished = rooms.filter((room) => !existsSync(countsFile(root, room)));
  const counts = rooms
    .filter((room) => !unfinished.includes(room))
    .map((room) => Counts.parse(readJson(countsFile(root, room))));
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, unfinished.length),
    unfinished,
  };
}

function countsFile(root: string, room: string): string {
  return join(root, room, '.turbo/counts.json');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
