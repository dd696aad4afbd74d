/** A stretch of text as it is, or one character that would not be seen, or would change what is seen, by its name. */
export interface Piece {
  readonly text: string;
  readonly isEscape: boolean;
}

/** Control and format characters (bidirectional ones among them), lone surrogates, unusual spaces and line breaks. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/**
 * Text of somebody else in pieces that can be shown side by side: nothing in it can hide, reorder what is around it, or
 * pass for something that it is not by being invisible. Letters that look like others stay as they are.
 */
export function visiblePieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), isEscape: false });
    pieces.push({ text: escapeOf(match[0]), isEscape: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isEscape: false });
  return pieces;
}

function escapeOf(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
