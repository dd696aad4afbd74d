import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '@cambio/oauth';
import type { Problem } from '../problem.ts';
import { unreadable } from './unreadable.ts';

/** The text of a file that the user named. */
export async function readText(path: string): Promise<Result<string, Problem>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    return err(unreadable(path, error));
  }
}
