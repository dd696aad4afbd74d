import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import {
  type CompiledTrust,
  type Diagnostic,
  emptyTrust,
  finish,
  type GatewayDefaults,
  type LoadedTrust,
  loadSteps,
  reloadSteps,
  type Steps,
  type TrustInForce,
} from '@cambio/policy';
import type { Trust, TrustRevision } from '@cambio/sts';
import { inSlices } from './in-slices.ts';
import { isNewer } from './ledger-revision.ts';
import type { TrustFile } from './read-documents.ts';

/** What a change of trust came to. */
export interface TrustChange {
  readonly revision: string;
  readonly trust: CompiledTrust;
  /** Advice on what changed; a change with errors is refused. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Documents without errors that are not in force, and the advice on what is new in them. */
export interface TrustDraft extends Omit<TrustChange, 'revision'> {
  readonly files: readonly TrustFile[];
  readonly loaded: TrustInForce;
}

/** A revision, with the documents it was compiled from. */
export interface RevisionInForce extends TrustRevision {
  readonly files: readonly TrustFile[];
}

/**
 * The trust in force. A change is compiled beforehand and put in whole, between two requests; one with errors
 * leaves the last good revision in force.
 */
export interface ActiveTrust extends Trust {
  current(): RevisionInForce;
  /** All at once: before there is anybody who waits. */
  change(files: readonly TrustFile[], revision?: string): Result<TrustChange, readonly Diagnostic[]>;
  /** The same beside requests; where a newer revision of the ledger came meanwhile, that stays. */
  follow(files: readonly TrustFile[], revision: string): Promise<Result<TrustChange, readonly Diagnostic[]>>;
  /** What a change would be, compiled beside requests and put nowhere. */
  draft(files: readonly TrustFile[]): Promise<Result<TrustDraft, readonly Diagnostic[]>>;
  /** Puts a draft in force, where nothing newer of the ledger is. */
  put(draft: TrustDraft, revision: string): void;
  /** What is wrong with the newest documents, while an older revision stands in for them. */
  problem(): string | undefined;
}

/** The last good revision, with what it takes to compile no more than a change of it. */
interface InForce {
  readonly loaded: TrustInForce;
  readonly texts: ReadonlyMap<string, string>;
}

/** Starts with no trust at all: every request is denied. */
export function createActiveTrust(
  gateway: GatewayDefaults,
  onChange: (trust: CompiledTrust) => void,
): ActiveTrust {
  let current: RevisionInForce = { revision: 'none', trust: emptyTrust, files: [] };
  let inForce: InForce | undefined;
  let problem: string | undefined;
  const load = (files: readonly TrustFile[]) =>
    inForce === undefined ? loadSteps(files, gateway) : reload(inForce, files);

  function put({ files, loaded, trust }: TrustDraft, revision: string): void {
    if (isNewer(current.revision, revision)) return;
    current = { revision, trust, files };
    inForce = { loaded, texts: new Map(files.map(({ path, text }) => [path, text])) };
    problem = undefined;
    onChange(trust);
  }

  function settle(
    draft: Result<TrustDraft, readonly Diagnostic[]>,
    revision: string,
  ): Result<TrustChange, readonly Diagnostic[]> {
    if (draft.ok) {
      put(draft.value, revision);
      return ok({ revision, trust: draft.value.trust, diagnostics: draft.value.diagnostics });
    }
    // Meanwhile a newer one may have come.
    if (!isNewer(current.revision, revision)) {
      problem = `${draft.error.length} errors in the newest trust documents; revision ${current.revision} stays in force`;
    }
    return draft;
  }

  return {
    current: () => current,
    problem: () => problem,
    put,
    draft: async (files) => draftOf(files, await inSlices(load(files))),
    follow: async (files, revision) => settle(draftOf(files, await inSlices(load(files))), revision),
    change: (files, revision = fingerprint(files)) => settle(draftOf(files, finish(load(files))), revision),
  };
}

function draftOf(
  files: readonly TrustFile[],
  loaded: LoadedTrust,
): Result<TrustDraft, readonly Diagnostic[]> {
  const { trust, diagnostics } = loaded;
  if (trust === undefined) return err(errorsIn(diagnostics));
  return ok({ trust, diagnostics, files, loaded: { ...loaded, trust } });
}

function errorsIn(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function reload({ loaded, texts }: InForce, files: readonly TrustFile[]): Steps<LoadedTrust> {
  const changed = files.filter(({ path, text }) => texts.get(path) !== text);
  const kept = new Set(files.map(({ path }) => path));
  return reloadSteps(loaded, { changed, removed: [...texts.keys()].filter((path) => !kept.has(path)) });
}

/** Names a set of documents by what is in them. */
export function fingerprint(files: readonly TrustFile[]): string {
  const content = JSON.stringify(files.map(({ path, text }) => [path, text]));
  return `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
