import { isJsonObject, type JsonValue } from '@cambio/oauth';
import type { Diagnostic, Position } from '../diagnostic.ts';
import {
  DOCUMENT_SCHEMAS,
  type DocumentKind,
  type LocatedDocument,
  type MemberPath,
  type TrustDocument,
} from '../document/document.ts';
import { clearlyMeant, didYouMean } from '../nearest.ts';
import { diagnoseAt, type Problem } from '../problem.ts';
import { finish, type Steps } from '../steps.ts';
import { Locator } from './locator.ts';
import { shapeProblems } from './shape.ts';
import type { SourceText } from './source.ts';
import { readPieces } from './yaml.ts';

/** The documents of a file that satisfied their schema, and what is wrong with the others. */
export interface ParsedSource {
  readonly documents: readonly LocatedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the trust documents of one file. Never throws. Checks syntax, limits, kind and schema, in this order; does
 * not check what documents say of one another (`compileTrust` does).
 */
export function parseSource(source: SourceText): ParsedSource {
  return finish(parseSteps(source));
}

/** The same, a document a step. */
export function* parseSteps(source: SourceText): Steps<ParsedSource> {
  const documents: LocatedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { piece, documents: tree } of readPieces(source)) {
    const locator = new Locator(piece, source.path, tree);
    for (const [index, read] of tree.entries()) {
      if (!read.ok) {
        diagnostics.push(...read.problems.map((problem) => ({ severity: 'error' as const, ...problem })));
        continue;
      }
      const checked = checkShape(read.value, read.locate);
      if (checked.document !== undefined) {
        const locate = (path: MemberPath) => locator.locate(index, path);
        documents.push({ document: checked.document, file: source.path, locate });
      }
      diagnostics.push(...checked.diagnostics);
    }
    yield;
  }
  return { documents, diagnostics };
}

/**
 * Reads one document that stands within something else than a file of documents. `file` names what it stands in, and is
 * no path that a file of documents may have.
 */
export function parseValue(
  value: JsonValue,
  { file, locate }: Omit<LocatedDocument, 'document'>,
): ParsedSource {
  const { document, diagnostics } = checkShape(value, locate);
  return { documents: document === undefined ? [] : [{ document, file, locate }], diagnostics };
}

interface CheckedShape {
  readonly document?: TrustDocument;
  readonly diagnostics: readonly Diagnostic[];
}

function checkShape(value: JsonValue, locate: (path: MemberPath) => Position): CheckedShape {
  const kind = isJsonObject(value) ? value.kind : undefined;
  if (!isDocumentKind(kind)) return { diagnostics: [diagnoseAt(locate, unknownKind(kind))] };
  const parsed = DOCUMENT_SCHEMAS[kind].safeParse(value);
  if (parsed.success) return { document: parsed.data, diagnostics: [] };
  const document = nameOf(kind, value);
  const problems = shapeProblems(kind, value, parsed.error.issues);
  return { diagnostics: problems.map((problem) => diagnoseAt(locate, problem, document)) };
}

function unknownKind(kind: JsonValue | undefined): Problem {
  const kinds = Object.keys(DOCUMENT_SCHEMAS);
  const meant = typeof kind === 'string' ? clearlyMeant(kind, kinds) : undefined;
  return {
    rule: 'unknown-kind',
    path: ['kind'],
    message: 'kind must be Issuer, Target or Mapping',
    hint: typeof kind === 'string' ? didYouMean(kind, kinds) : undefined,
    fix: meant === undefined ? undefined : { kind: 'set', path: ['kind'], value: meant },
  };
}

function isDocumentKind(kind: JsonValue | undefined): kind is DocumentKind {
  return typeof kind === 'string' && Object.hasOwn(DOCUMENT_SCHEMAS, kind);
}

function nameOf(kind: DocumentKind, value: JsonValue): string | undefined {
  const id = isJsonObject(value) ? value.id : undefined;
  return typeof id === 'string' ? `${kind}/${id.slice(0, 63)}` : undefined;
}
