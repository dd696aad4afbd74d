import type { CompiledTrust } from './compile/compiled-trust.ts';
import { compileTrust } from './compile/trust.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { LocatedDocument } from './document/document.ts';
import { parseSource } from './parse/parse.ts';
import type { SourceText } from './parse/source.ts';
import type { GatewayDefaults } from './trust.ts';

/** Trust documents, read and compiled. */
export interface LoadedTrust {
  /** Absent when any diagnostic is an error. */
  readonly trust: CompiledTrust | undefined;
  readonly documents: readonly LocatedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and compiles trust documents: syntax, schema, references, types, the error rules and the documents' own
 * tests. Never throws. The gateway, the command line, the admin API and the console all load through this.
 */
export function loadTrust(sources: readonly SourceText[], gateway: GatewayDefaults): LoadedTrust {
  const parsed = sources.map(parseSource);
  const documents = parsed.flatMap((source) => source.documents);
  const unread = parsed.flatMap((source) => source.diagnostics);
  const names = new Set(unread.flatMap(({ document }) => (document === undefined ? [] : [document])));
  const { trust, diagnostics } = compileTrust(documents, gateway, names);
  return {
    trust: unread.length === 0 ? trust : undefined,
    documents,
    diagnostics: [...unread, ...diagnostics],
  };
}

/** No documents: denies everything. */
export const emptyTrust: CompiledTrust = trustOfNothing();

function trustOfNothing(): CompiledTrust {
  const { trust } = compileTrust([], { issuer: '', lifetime: 0, maxLifetime: 0 });
  if (trust === undefined) throw new Error('no documents cannot have an error');
  return trust;
}
