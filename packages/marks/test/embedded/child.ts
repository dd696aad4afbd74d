import { writeSync } from 'node:fs';
import { openEmbeddedMarks } from '../../src/embedded/embedded-marks.ts';

/**
 * A process of its own on the marks at `path`, for `processes.test.ts`. Keeps sixteen reservations under way until it is
 * killed; the keys are the same in every process. Says each answer on standard output, a line each, once it has it.
 */
const [path = '', now = ''] = process.argv.slice(2);

const marks = await openEmbeddedMarks({ path, now: () => Number(now) * 1000 });
if (!marks.ok) throw new Error(marks.error.reason);
const { reserve } = marks.value;

let number = 0;
async function reserveInTurn(): Promise<void> {
  for (;;) {
    const key = `key ${number++}`;
    const answer = await reserve(key, Number(now) + 300);
    writeSync(1, `${JSON.stringify({ key, answer })}\n`);
  }
}
await Promise.all(Array.from({ length: 16 }, reserveInTurn));
