import { isJsonObject, type JsonValue } from '@cambio/oauth';
import type { Diagnostic, Position } from '../diagnostic.ts';
import {
  DOCUMENT_SCHEMAS,
  type DocumentKind,
  type LocatedDocument,
  type MemberPath,
  type TrustDocument,
} from '../document/document.ts';
import { didYouMean } from '../nearest.ts';
import { Locator } from './locator.ts';
import { shapeProblems } from './shape.ts';
import type { SourceText } from './source.ts';
import { readYaml } from './yaml.ts';

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
  const tree = readYaml(source);
  const locator = new Locator(source, tree);
  const documents: LocatedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
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
  return { documents, diagnostics };
}

interface CheckedShape {
  readonly document?: TrustDocument;
  readonly diagnostics: readonly Diagnostic[];
}

function checkShape(value: JsonValue, locate: (path: MemberPath) => Position): CheckedShape {
  const kind = isJsonObject(value) ? value.kind : undefined;
  if (!isDocumentKind(kind)) {
    const hint = typeof kind === 'string' ? didYouMean(kind, Object.keys(DOCUMENT_SCHEMAS)) : undefined;
    const problem = {
      severity: 'error' as const,
      rule: 'unknown-kind',
      position: locate(['kind']),
      message: 'kind must be Issuer, Target or Mapping',
    };
    return { diagnostics: [hint === undefined ? problem : { ...problem, hint }] };
  }
  const parsed = DOCUMENT_SCHEMAS[kind].safeParse(value);
  if (parsed.success) return { document: parsed.data, diagnostics: [] };
  const document = nameOf(kind, value);
  return {
    diagnostics: shapeProblems(kind, value, parsed.error.issues).map(({ rule, path, message, hint }) => ({
      severity: 'error',
      rule,
      position: locate(path),
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(document === undefined ? {} : { document }),
    })),
  };
}

function isDocumentKind(kind: JsonValue | undefined): kind is DocumentKind {
  return typeof kind === 'string' && Object.hasOwn(DOCUMENT_SCHEMAS, kind);
}

function nameOf(kind: DocumentKind, value: JsonValue): string | undefined {
  const id = isJsonObject(value) ? value.id : undefined;
  return typeof id === 'string' ? `${kind}/${id.slice(0, 63)}` : undefined;
}
