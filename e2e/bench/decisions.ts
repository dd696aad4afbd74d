import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Column, type Report, reportOf } from './report/table.ts';

const Rows = z.array(
  z.object({
    world: z.string(),
    asking: z.string(),
    /** So many mappings, or those of whoever asks and no others. */
    among: z.string(),
    /** Microseconds; the middle half of all batches lies between the outer two. */
    lower: z.number(),
    median: z.number(),
    upper: z.number(),
    /** Of the median with the fewest mappings. */
    times: z.number(),
  }),
);

type Row = z.output<typeof Rows>[number];

const COLUMNS: readonly Column<Row>[] = [
  ['decision', ({ world, asking }) => `${world}, ${asking}`],
  ['among', ({ among }) => among],
  ['µs', ({ median }) => median.toFixed(2)],
  ['middle half', ({ lower, upper }) => `${lower.toFixed(2)}-${upper.toFixed(2)}`],
  ['×', ({ times }) => times.toFixed(2)],
];

/** What one decision takes as the number of mappings grows: what `bench` of the policy package finds, in a process of its own. */
export async function decisions(): Promise<Report> {
  const path = fileURLToPath(new URL('../bench/decide.ts', import.meta.resolve('@cambio/policy')));
  const flags = ['--expose-gc', '--max-old-space-size=4096'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, path, '--json']);
  return reportOf(COLUMNS, Rows.parse(JSON.parse(stdout)));
}
