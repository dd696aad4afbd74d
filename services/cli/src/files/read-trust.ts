import { readTrustDocuments } from '@cambio/federation/trust-documents';
import { err, ok, type Result } from '@cambio/oauth';
import type { SourceText } from '@cambio/policy';
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
