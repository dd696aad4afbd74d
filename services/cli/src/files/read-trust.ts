import { readTrustDocuments } from '@cambio/federation/trust-documents';
import { err, ok, type Result } from '@cambio/oauth';
import type { SourceText } from '@cambio/policy';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { unreadable } from './unreadable.ts';

/** The trust documents in files and below folders, found the way the gateway finds them; no file twice. */
export async function readTrust(paths: readonly string[]): Promise<Result<readonly SourceText[], Problem>> {
  const sources = new Map<string, SourceText>();
  for (const path of paths) {
    try {
      for (const source of await readTrustDocuments(path)) sources.set(source.path, source);
    } catch (error) {
      return err(unreadable(path, error));
    }
  }
  return ok([...sources.values()]);
}

/** The same of paths whose documents are to be checked, tried or put in force: to find none there is a mistake. */
export async function readNamedTrust(
  paths: readonly string[],
): Promise<Result<readonly SourceText[], Problem>> {
  const sources = await readTrust(paths);
  return sources.ok && sources.value.length === 0 ? err(noDocuments(paths)) : sources;
}

export function noDocuments(paths: readonly string[]): Problem {
  return {
    exit: EXIT.usage,
    message: `there are no trust documents in ${paths.join(', ')}`,
    hint: 'Of a folder, those files are read that end with .yaml, .yml or .json.',
  };
}
