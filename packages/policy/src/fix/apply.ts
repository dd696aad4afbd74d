import { type Document, LineCounter } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import type { SourceText } from '../parse/source.ts';
import { composeYaml } from '../parse/yaml.ts';
import type { Fix } from './fix.ts';
import { type Splice, spliceOf } from './splice.ts';

/** A text after some of its diagnostics have been mended. */
export interface FixedText {
  readonly text: string;
  /** Those that were mended, in the order of the text. */
  readonly fixed: readonly Diagnostic[];
}

/**
 * Makes the edits that the diagnostics of a file carry, as far as they do not touch one another; what is left out can
 * be made once the text has been read again. Pure. All bytes outside the edited members stay as they are, comments and
 * layout among them. Does not check what comes out.
 */
export function applyFixes(source: SourceText, diagnostics: readonly Diagnostic[]): FixedText {
  const lines = new LineCounter();
  const trees = composeYaml(source, lines);
  const documents = trees.ok ? [...trees.value].filter(({ errors }) => errors.length === 0) : [];
  const edits = diagnostics
    .flatMap((diagnostic) => {
      const splice = spliceFor(diagnostic, documents, lines, source.text);
      return splice === undefined ? [] : [{ diagnostic, splice }];
    })
    .sort((a, b) => a.splice.start - b.splice.start);
  let text = '';
  let end = 0;
  const fixed: Diagnostic[] = [];
  for (const { diagnostic, splice } of edits) {
    if (splice.start < end) continue;
    text += source.text.slice(end, splice.start) + splice.text;
    end = splice.end;
    fixed.push(diagnostic);
  }
  return { text: text + source.text.slice(end), fixed };
}

/** Makes one edit of the only document of a text; `undefined` where that is written in a way that the edit could break. */
export function applyFix(text: string, fix: Fix): string | undefined {
  const trees = composeYaml({ path: '', text }, new LineCounter());
  const [document, ...more] = trees.ok ? trees.value : [];
  if (document === undefined || document.contents === null || more.length > 0) return undefined;
  if (document.errors.length > 0) return undefined;
  const splice = spliceOf(fix, document.contents, text);
  return splice && text.slice(0, splice.start) + splice.text + text.slice(splice.end);
}

function spliceFor(
  { fix, position }: Diagnostic,
  documents: readonly Document.Parsed[],
  { lineStarts }: LineCounter,
  source: string,
): Splice | undefined {
  if (fix === undefined) return undefined;
  const offset = (lineStarts[position.line - 1] ?? 0) + position.column - 1;
  const root = documents
    .map(({ contents }) => contents)
    .find((contents) => contents !== null && contents.range[0] <= offset && offset <= contents.range[2]);
  return root ? spliceOf(fix, root, source) : undefined;
}
