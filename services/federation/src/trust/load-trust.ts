import type { Ledger } from '@cambio/ledger';
import { err, ok, type Result } from '@cambio/oauth';
import type { Diagnostic } from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import type { ActiveTrust } from './active-trust.ts';
import { readSettledDocuments, readTrustFiles, type TrustFile } from './read-documents.ts';

/** Why the gateway has no trust to start with. */
export type TrustFailure =
  | { readonly reason: 'trust_refused'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly reason: 'trust_unreadable'; readonly path: string; readonly detail: string }
  | { readonly reason: 'ledger_unavailable' };

/**
 * Puts the first trust in force: the documents of a folder, or the latest revision of the ledger, which an empty
 * ledger gets from the seed. An empty ledger without a seed is no failure: nobody is let in but the admins of the
 * settings. Gives the advice on what is in force.
 */
export async function loadTrust(
  settings: Settings['trust'],
  ledger: Ledger,
  trust: ActiveTrust,
): Promise<Result<readonly Diagnostic[], TrustFailure>> {
  if (settings.source === 'directory') return fromFiles(settings.path, trust);
  const latest = await ledger.trust.latest();
  if (!latest.ok) return err({ reason: 'ledger_unavailable' });
  if (latest.value !== undefined) return put(trust, latest.value.sources, latest.value.revision);
  return settings.seed === undefined
    ? put(trust, [], trust.current().revision)
    : seed(settings.seed, ledger, trust);
}

async function fromFiles(
  path: string,
  trust: ActiveTrust,
): Promise<Result<readonly Diagnostic[], TrustFailure>> {
  const files = await read(path);
  return files.ok ? put(trust, files.value) : files;
}

/** Documents with errors never get into the ledger. Of several replicas that seed, one does; the others find its revision. */
async function seed(
  path: string,
  ledger: Ledger,
  trust: ActiveTrust,
): Promise<Result<readonly Diagnostic[], TrustFailure>> {
  const files = await read(path, readTrustFiles);
  if (!files.ok) return files;
  const compiled = put(trust, files.value);
  if (!compiled.ok) return compiled;
  const revision = {
    sources: files.value,
    author: 'seed',
    reason: `Loaded from ${path}`,
    expected: undefined,
  };
  const appended = await ledger.trust.append(revision);
  if (!appended.ok && appended.error === 'unavailable') return err({ reason: 'ledger_unavailable' });
  const latest = await ledger.trust.latest();
  if (!latest.ok || latest.value === undefined) return err({ reason: 'ledger_unavailable' });
  return put(trust, latest.value.sources, latest.value.revision);
}

function put(
  trust: ActiveTrust,
  files: readonly TrustFile[],
  revision?: string,
): Result<readonly Diagnostic[], TrustFailure> {
  const change = trust.change(files, revision);
  return change.ok
    ? ok(change.value.diagnostics)
    : err({ reason: 'trust_refused', diagnostics: change.error });
}

async function read(
  path: string,
  reader = readSettledDocuments,
): Promise<Result<readonly TrustFile[], TrustFailure>> {
  try {
    return ok(await reader(path));
  } catch (error) {
    return err({
      reason: 'trust_unreadable',
      path,
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
