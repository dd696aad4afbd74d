/** A part of a text that holds a document, and where it begins. */
export interface Piece {
  readonly text: string;
  /** An offset into the whole text. */
  readonly start: number;
  /** How many lines there are before it. */
  readonly line: number;
}

/** YAML keeps this at the beginning of a line for markers alone, whatever it stands in (YAML 1.2.2 §9.1.2, `c-forbidden`). */
const MARKER = /(?<=^|\n)---(?![^ \t\r\n])/g;

/** What else may end a document, or say something of the next one. */
const DIRECTIVE_OR_END = /(?:^|\n)(?:%|\.\.\.)/;

/** The documents of a text, each with the marker before it, without reading them: so each can be read by itself. */
export function piecesOf(text: string): readonly Piece[] {
  if (DIRECTIVE_OR_END.test(text)) return [{ text, start: 0, line: 0 }];
  const starts = [0, ...Array.from(text.matchAll(MARKER), ({ index }) => index)];
  let line = 0;
  return starts.map((start, index) => {
    const piece = { text: text.slice(start, starts[index + 1]), start, line };
    line += linesIn(piece.text);
    return piece;
  });
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
