import { writeFile } from 'node:fs/promises';
import { err, ok, type Result } from '@cambio/oauth';
import type { SourceText } from '@cambio/policy';
import type { Problem } from '../problem.ts';
import { unwritable } from './unreadable.ts';

/** Writes the files whose texts differ from what was read. */
export async function writeChanged(
  read: readonly SourceText[],
  changed: readonly SourceText[],
): Promise<Result<void, Problem>> {
  const before = new Map(read.map(({ path, text }) => [path, text]));
  for (const { path, text } of changed) {
    if (before.get(path) === text) continue;
    try {
      await writeFile(path, text);
    } catch (error) {
      return err(unwritable(path, error));
    }
  }
  return ok(undefined);
}
