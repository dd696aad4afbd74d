import { isJsonObject } from '@cambio/oauth';
import type { DocumentName } from '../document/document.ts';
import type { SourceText } from '../parse/source.ts';
import { readYaml } from '../parse/yaml.ts';

/** Where a document is written in its file, with the marker before it and the comments that belong to it. */
export interface Section extends DocumentName {
  readonly start: number;
  readonly end: number;
}

/** The documents of a file by where they are written; those that are not read, or have no id, are left out. */
export function sectionsOf(source: SourceText): readonly Section[] {
  return readYaml(source).flatMap((read) => {
    if (!read.ok || !isJsonObject(read.value)) return [];
    const { kind, id } = read.value;
    return isKind(kind) && typeof id === 'string' ? [{ kind, id, start: read.start, end: read.end }] : [];
  });
}

function isKind(kind: unknown): kind is DocumentName['kind'] {
  return kind === 'Issuer' || kind === 'Target' || kind === 'Mapping';
}
