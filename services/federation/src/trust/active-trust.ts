import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import {
  type CompiledTrust,
  type Diagnostic,
  emptyTrust,
  type GatewayDefaults,
  loadTrust,
} from '@cambio/policy';
import type { Trust, TrustRevision } from '@cambio/sts';
import type { TrustFile } from './read-documents.ts';

/** What a change of trust came to. */
export interface TrustChange {
  readonly revision: string;
  readonly trust: CompiledTrust;
  /** Warnings; a change with errors is refused. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The trust in force. A change is compiled beforehand and put in whole, between two requests; one with errors
 * leaves the last good revision in force.
 */
export interface ActiveTrust extends Trust {
  change(files: readonly TrustFile[], revision?: string): Result<TrustChange, readonly Diagnostic[]>;
  /** What is wrong with the newest documents, while an older revision stands in for them. */
  problem(): string | undefined;
}

/** Starts with no trust at all: every request is denied. */
export function createActiveTrust(
  gateway: GatewayDefaults,
  onChange: (trust: CompiledTrust) => void,
): ActiveTrust {
  let current: TrustRevision = { revision: 'none', trust: emptyTrust };
  let problem: string | undefined;
  return {
    current: () => current,
    problem: () => problem,
    change(files, revision = fingerprint(files)) {
      const { trust, diagnostics } = loadTrust(files, gateway);
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      if (trust === undefined) {
        problem = `${errors.length} errors in the newest trust documents; revision ${current.revision} stays in force`;
        return err(errors);
      }
      current = { revision, trust };
      problem = undefined;
      onChange(trust);
      return ok({ revision, trust, diagnostics });
    },
  };
}

/** Names a set of documents by what is in them. */
export function fingerprint(files: readonly TrustFile[]): string {
  const content = JSON.stringify(files.map(({ path, text }) => [path, text]));
  return `sha256:${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
