import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import {
  type CompiledTrust,
  type Diagnostic,
  emptyTrust,
  type GatewayDefaults,
  type LoadedTrust,
  loadTrust,
  reloadTrust,
  type TrustInForce,
} from '@cambio/policy';
import type { Trust, TrustRevision } from '@cambio/sts';
import type { TrustFile } from './read-documents.ts';

/** What a change of trust came to. */
export interface TrustChange {
  readonly revision: string;
  readonly trust: CompiledTrust;
  /** Advice on what changed; a change with errors is refused. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Documents without errors that are not in force, and the advice on what is new in them. */
export type TrustDraft = Omit<TrustChange, 'revision'>;

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
  change(files: readonly TrustFile[], revision?: string): Result<TrustChange, readonly Diagnostic[]>;
  /** What a change would be, compiled and put nowhere. */
  draft(files: readonly TrustFile[]): Result<TrustDraft, readonly Diagnostic[]>;
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
    inForce === undefined ? loadTrust(files, gateway) : reload(inForce, files);
  return {
    current: () => current,
    problem: () => problem,
    draft(files) {
      const { trust, diagnostics } = load(files);
      return trust === undefined ? err(errorsIn(diagnostics)) : ok({ trust, diagnostics });
    },
    change(files, revision = fingerprint(files)) {
      const loaded = load(files);
      const { trust, diagnostics } = loaded;
      if (trust === undefined) {
        const errors = errorsIn(diagnostics);
        problem = `${errors.length} errors in the newest trust documents; revision ${current.revision} stays in force`;
        return err(errors);
      }
      current = { revision, trust, files };
      inForce = { loaded: { ...loaded, trust }, texts: new Map(files.map(({ path, text }) => [path, text])) };
      problem = undefined;
      onChange(trust);
      return ok({ revision, trust, diagnostics });
    },
  };
}

function errorsIn(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function reload({ loaded, texts }: InForce, files: readonly TrustFile[]): LoadedTrust {
  const changed = files.filter(({ path, text }) => texts.get(path) !== text);
  const kept = new Set(files.map(({ path }) => path));
  return reloadTrust(loaded, { changed, removed: [...texts.keys()].filter((path) => !kept.has(path)) });
}

/** Names a set of documents by what is in them. */
export function fingerprint(files: readonly TrustFile[]): string {
  const content = JSON.stringify(files.map(({ path, text }) => [path, text]));
  return `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
