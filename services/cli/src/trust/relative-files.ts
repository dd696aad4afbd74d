import { readTrustFiles } from '@cambio/federation/trust-documents';
import { err, ok, type Result } from '@cambio/oauth';
import type { SourceText } from '@cambio/policy';
import { EXIT } from '../exit-code.ts';
import { noDocuments } from '../files/read-trust.ts';
import { unreadable } from '../files/unreadable.ts';
import type { Problem } from '../problem.ts';

/** The trust documents in files and below folders, by their paths from there: as a gateway keeps them. None is no answer: all would be gone. */
export async function relativeFiles(
  paths: readonly string[],
): Promise<Result<readonly SourceText[], Problem>> {
  const files = new Map<string, SourceText>();
  for (const path of paths) {
    try {
      for (const file of await readTrustFiles(path)) {
        if (files.has(file.path)) return err(twice(file.path));
        files.set(file.path, file);
      }
    } catch (error) {
      return err(unreadable(path, error));
    }
  }
  return files.size === 0 ? err(noDocuments(paths)) : ok([...files.values()]);
}

function twice(name: string): Problem {
  return { exit: EXIT.usage, message: `${name} is in more than one of the folders` };
}
