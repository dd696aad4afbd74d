/**
 * The known name that was probably meant: the one fewest edits away, when that is few for its length.
 * An edit adds, drops or replaces a character, or swaps two neighbours; case counts for nothing.
 */
export function nearest(meant: string, known: Iterable<string>): string | undefined {
  const written = meant.slice(0, MAX_LENGTH).toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - written.length) >= fewest) continue;
    const edits = editDistance(written, name.toLowerCase());
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}

/** The known name that was probably meant, where no other is as near. */
export function clearlyMeant(meant: string, known: Iterable<string>): string | undefined {
  const names = new Set(known);
  const best = nearest(meant, names);
  if (best === undefined) return undefined;
  const written = meant.slice(0, MAX_LENGTH).toLowerCase();
  const edits = (name: string) => editDistance(written, name.toLowerCase());
  names.delete(best);
  return [...names].some((name) => edits(name) <= edits(best)) ? undefined : best;
}

/** `did you mean …?`, or nothing to say. */
export function didYouMean(meant: string, known: Iterable<string>): string | undefined {
  const name = nearest(meant, known);
  return name === undefined ? undefined : `did you mean ${JSON.stringify(name)}?`;
}

const MAX_LENGTH = 80;

function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      line.push(cheapest(a, b, row, column, { before, last, line }));
    }
    [before, last] = [last, line];
  }
  return last[b.length] ?? 0;
}

interface Rows {
  readonly before: readonly number[];
  readonly last: readonly number[];
  readonly line: readonly number[];
}

function cheapest(a: string, b: string, row: number, column: number, { before, last, line }: Rows): number {
  const same = a[row - 1] === b[column - 1];
  const replaced = at(last, column - 1) + (same ? 0 : 1);
  const added = at(line, column - 1) + 1;
  const dropped = at(last, column) + 1;
  const swapped =
    a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(before, column - 2) + 1 : Infinity;
  return Math.min(replaced, added, dropped, swapped);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
