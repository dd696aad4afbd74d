import { isJsonObject } from '@cambio/oauth';
import { type DocumentName, isDocumentKind } from '../document/document.ts';
import { piecesOf } from '../parse/pieces.ts';
import type { SourceText } from '../parse/source.ts';
import { readPiece, readPieces, type YamlDocument } from '../parse/yaml.ts';

/** Where a document is written in its file, with the marker before it and the comments that belong to it. */
export interface Section extends DocumentName {
  readonly start: number;
  readonly end: number;
}

/** The documents of a file by where they are written, each read when it is asked for; those that are not read, or have no id, are left out. */
export function* sectionsOf(source: SourceText): Iterable<Section> {
  for (const { documents } of readPieces(source)) yield* documents.flatMap(sectionOf);
}

/** Where one of them is written. Only what has its id in it need be read to know. */
export function sectionIn({ path, text }: SourceText, { kind, id }: DocumentName): Section | undefined {
  if (!text.includes(id)) return undefined;
  for (const piece of piecesOf(text)) {
    if (!piece.text.includes(id)) continue;
    const sections = readPiece(piece, path).flatMap(sectionOf);
    const found = sections.find((section) => section.kind === kind && section.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sectionOf(read: YamlDocument): readonly Section[] {
  if (!read.ok || !isJsonObject(read.value)) return [];
  const { kind, id } = read.value;
  return isDocumentKind(kind) && typeof id === 'string'
    ? [{ kind, id, start: read.start, end: read.end }]
    : [];
}
