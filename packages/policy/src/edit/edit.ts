import type { DocumentName } from '../document/document.ts';
import type { SourceText } from '../parse/source.ts';
import { type Section, sectionIn, sectionsOf } from './sections.ts';

/** A document as it is written, without the marker before it. */
export interface WrittenDocument extends DocumentName {
  readonly path: string;
  readonly text: string;
}

/** Finds a document in a set of files. */
export function findDocument(files: readonly SourceText[], name: DocumentName): WrittenDocument | undefined {
  for (const file of files) {
    const section = sectionIn(file, name);
    if (section === undefined) continue;
    const text = file.text.slice(section.start, section.end).replace(MARKER, '');
    return { kind: name.kind, id: name.id, path: file.path, text };
  }
  return undefined;
}

/**
 * The files with a document in the place of the one of its name, everything around it as it was; or with a file more,
 * where there was none. Does not check what the text says.
 */
export function putDocument(
  files: readonly SourceText[],
  name: DocumentName,
  text: string,
): readonly SourceText[] {
  const lines = `${text.replace(MARKER, '').trimEnd()}\n`;
  for (const [index, file] of files.entries()) {
    const section = sectionIn(file, name);
    if (section !== undefined) return files.with(index, spliced(file, section, lines));
  }
  return addFile(files, `${name.kind.toLowerCase()}s/${name.id}.yaml`, lines);
}

/** The files without a document, and without its file where nothing else was in it; `undefined` where it isn't there. */
export function removeDocument(
  files: readonly SourceText[],
  name: DocumentName,
): readonly SourceText[] | undefined {
  for (const [index, file] of files.entries()) {
    const section = sectionIn(file, name);
    if (section === undefined) continue;
    const { start, end } = section;
    const rest = { ...file, text: file.text.slice(0, start) + file.text.slice(end) };
    const [another] = sectionsOf(rest);
    return another === undefined ? files.toSpliced(index, 1) : files.with(index, rest);
  }
  return undefined;
}

/** What separates a document from the one before it. */
const MARKER = /^---[ \t]*\r?\n/;

function spliced(file: SourceText, { start, end }: Section, lines: string): SourceText {
  const { text } = file;
  const marker = text.startsWith('---', start) ? '---\n' : '';
  return { ...file, text: text.slice(0, start) + marker + lines + text.slice(end) };
}

function addFile(files: readonly SourceText[], path: string, text: string): readonly SourceText[] {
  const taken = files.findIndex((file) => file.path === path);
  if (taken === -1) return [...files, { path, text }];
  return files.map((file, index) =>
    index === taken ? { path, text: `${file.text.trimEnd()}\n---\n${text}` } : file,
  );
}

/** Every document of some files as it is written, in their order; those that are not read, or have no id, are left out. */
export function splitDocuments(files: readonly SourceText[]): readonly WrittenDocument[] {
  return files.flatMap((file) =>
    [...sectionsOf(file)].map(({ kind, id, start, end }) => ({
      kind,
      id,
      path: file.path,
      text: file.text.slice(start, end).replace(MARKER, ''),
    })),
  );
}
