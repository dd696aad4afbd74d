/** What one part of a run came to: for machines, and for people. */
export interface Report {
  readonly rows: readonly unknown[];
  readonly table: string;
}

export type Column<Row> = readonly [title: string, cell: (row: Row) => string];

export function reportOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Report {
  return { rows, table: tableOf(columns, rows) };
}

/** The first column is of words, the others of figures. */
function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
