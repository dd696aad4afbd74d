import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** Lines around a change that are shown with it. */
const AROUND = 3;

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** What is otherwise in a text, line by line, with some lines around it. Takes time in proportion to the product of their lengths. */
export function lineDiff(before: string, after: string, style: Style): string {
  const lines = linesOf(before.split('\n'), after.split('\n'));
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ mark }) => mark !== ' ');
  return lines
    .map((line, index) => {
      if (isNear(index)) return written(line, style);
      return index > 0 && isNear(index - 1) ? `${style.faint('  …')}\n` : '';
    })
    .join('');
}

function written({ mark, text }: Line, style: Style): string {
  const paint = mark === '-' ? style.bad : mark === '+' ? style.good : style.faint;
  return `${paint(`${mark} ${printable(text)}`)}\n`;
}

/** By the longest common subsequence of lines. */
function linesOf(before: readonly string[], after: readonly string[]): readonly Line[] {
  const common = commonLengths(before, after);
  const lengthAt = (i: number, j: number) => common[i]?.[j] ?? 0;
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, young] = [before[i], after[j]];
    if (old !== undefined && old === young) {
      lines.push({ mark: ' ', text: old });
      i++;
      j++;
    } else if (old !== undefined && lengthAt(i + 1, j) >= lengthAt(i, j + 1)) {
      lines.push({ mark: '-', text: old });
      i++;
    } else {
      lines.push({ mark: '+', text: young ?? '' });
      j++;
    }
  }
  return lines;
}

/** How many lines two texts have in common from a line of the one and a line of the other on. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const lengths: number[][] = [[]];
  for (const old of before.toReversed()) {
    const [below = []] = lengths;
    const row: number[] = [];
    for (let j = after.length - 1; j >= 0; j--) {
      row[j] = old === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
    lengths.unshift(row);
  }
  return lengths;
}
