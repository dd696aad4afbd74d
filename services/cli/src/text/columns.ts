import { stripVTControlCharacters } from 'node:util';

/** Lines of cells, every column as wide as its widest cell and two spaces from the next. Colour takes no room. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
  }
  const lineOf = (row: readonly string[]): string =>
    indent + row.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell))).join('  ');
  return rows.map((row) => `${lineOf(row).trimEnd()}\n`).join('');
}

function widthOf(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
