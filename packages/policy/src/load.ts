import { writtenTwice } from './compile/change.ts';
import type { CompiledTrust } from './compile/compiled-trust.ts';
import { type CompiledDocuments, compileSteps, compileTrust, recompileSteps } from './compile/trust.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { LocatedDocument } from './document/document.ts';
import { advise } from './lint/lint.ts';
import { type ParsedSource, parseSteps } from './parse/parse.ts';
import type { SourceText } from './parse/source.ts';
import { diagnose } from './problem.ts';
import { finish, type Steps } from './steps.ts';
import type { GatewayDefaults } from './trust.ts';

/** Trust documents, read and compiled. */
export interface LoadedTrust {
  /** Absent when any diagnostic is an error. */
  readonly trust: CompiledTrust | undefined;
  readonly documents: readonly LocatedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and compiles trust documents, with those of the gateway's settings beside them: syntax, schema, references, types, the error rules and the documents' own
 * tests; of documents without errors, also what the other rules advise. Never throws. The gateway, the command line,
 * the admin API and the console all load through this.
 */
export function loadTrust(sources: readonly SourceText[], gateway: GatewayDefaults): LoadedTrust {
  return finish(loadSteps(sources, gateway));
}

/** The same, a document a step. */
export function* loadSteps(sources: readonly SourceText[], gateway: GatewayDefaults): Steps<LoadedTrust> {
  const parsed = yield* parseAll(sources);
  const documents = [...(gateway.documents ?? []), ...parsed.flatMap((source) => source.documents)];
  const unread = parsed.flatMap((source) => source.diagnostics);
  const compiled = yield* compileSteps(documents, gateway, namesIn(unread));
  return { documents, ...(yield* advised(compiled, unread)) };
}

function* parseAll(sources: readonly SourceText[]): Steps<readonly ParsedSource[]> {
  const parsed: ParsedSource[] = [];
  for (const source of sources) parsed.push(yield* parseSteps(source));
  return parsed;
}

/** What changed of the sources: files with a new text, and the paths of those that are gone. */
export interface SourceChange {
  readonly changed: readonly SourceText[];
  readonly removed: readonly string[];
}

/** What was loaded and has no error. */
export type TrustInForce = LoadedTrust & { readonly trust: CompiledTrust };

/**
 * Reads the sources that changed, and compiles what they change. The trust before stays as it is, and in force when
 * this one has an error. Diagnostics are about what was read and compiled.
 */
export function reloadTrust(previous: TrustInForce, change: SourceChange): LoadedTrust {
  return finish(reloadSteps(previous, change));
}

/** The same, a document a step. */
export function* reloadSteps(previous: TrustInForce, { changed, removed }: SourceChange): Steps<LoadedTrust> {
  const touched = new Set([...removed, ...changed.map(({ path }) => path)]);
  const parsed = yield* parseAll(changed);
  const put = parsed.flatMap((source) => source.documents);
  const unread = parsed.flatMap((source) => source.diagnostics);
  const twice = put.flatMap((located) => duplicates(previous.trust, located, touched));
  const documents = [...previous.documents.filter(({ file }) => !touched.has(file)), ...put];
  const remove = previous.documents.filter(({ file }) => touched.has(file)).map(({ document }) => document);
  const compiled = yield* recompileSteps(previous.trust, { put, remove }, namesIn(unread));
  return { documents, ...(yield* advised(compiled, [...unread, ...twice])) };
}

/** What was compiled, and what lint advises on it; nothing but the errors where there is one. */
function* advised(
  { trust, mappings, diagnostics }: CompiledDocuments,
  before: readonly Diagnostic[],
): Steps<Pick<LoadedTrust, 'trust' | 'diagnostics'>> {
  const found = [...before, ...diagnostics];
  if (trust === undefined || hasErrors(found)) return { trust: undefined, diagnostics: found };
  return { trust, diagnostics: [...found, ...(yield* advise(trust, mappings))] };
}

/** A document that a file which did not change has as well. */
function duplicates(
  { tables }: CompiledTrust,
  located: LocatedDocument,
  touched: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { kind, id } = located.document;
  const known = { Issuer: tables.issuers, Target: tables.targets, Mapping: tables.mappings }[kind].get(
    id,
  )?.located;
  return known === undefined || touched.has(known.file) ? [] : [diagnose(located, writtenTwice(located))];
}

function namesIn(diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(diagnostics.flatMap(({ document }) => (document === undefined ? [] : [document])));
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** No documents: denies everything. */
export const emptyTrust: CompiledTrust = trustOfNothing();

function trustOfNothing(): CompiledTrust {
  const { trust } = compileTrust([], { issuer: '', lifetime: 0, maxLifetime: 0 });
  if (trust === undefined) throw new Error('no documents cannot have an error');
  return trust;
}
