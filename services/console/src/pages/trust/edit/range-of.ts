import type { Text } from '@codemirror/state';

/** The word at a position (counted from 1), or the whole line where there is none; within the text, whatever it has become. */
export function rangeOf(
  text: Text,
  { line, column }: { readonly line: number; readonly column: number },
): { readonly from: number; readonly to: number } {
  const { from: start, to: end, text: words } = text.line(Math.min(Math.max(line, 1), text.lines));
  const from = Math.min(start + column - 1, end);
  const [word] = /^[^\s,\]}]*/.exec(words.slice(from - start)) ?? [''];
  return word === '' ? { from: Math.min(from, end), to: end } : { from, to: from + word.length };
}
