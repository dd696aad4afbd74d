/** A metric as Prometheus reads it. */
export interface Metric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  /** Every label that any of its series has; of a histogram without `le`. In the order of the alphabet. */
  readonly labels: readonly string[];
}

/** What every series has: who measured it. */
const OF_THE_SCOPE: ReadonlySet<string> = new Set(['otel_scope_name', 'otel_scope_version']);

/** Reads pages in the text format of Prometheus, but for `target_info`, which is no measurement. */
export function readMetrics(...pages: readonly string[]): readonly Metric[] {
  const lines = [...new Set(pages.flatMap((page) => page.split('\n')))];
  const helps = lines.flatMap((line) => {
    const [, name, help] = /^# HELP (\S+) (.+)$/.exec(line) ?? [];
    return name === undefined || help === undefined ? [] : [{ name, help }];
  });
  return helps
    .filter(({ name }) => name !== 'target_info')
    .map(({ name, help }) => ({
      name,
      help,
      type: lines.find((line) => line.startsWith(`# TYPE ${name} `))?.split(' ')[3] ?? '',
      labels: labelsOf(name, lines),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function labelsOf(name: string, lines: readonly string[]): readonly string[] {
  const series = lines.filter((line) => new RegExp(`^${name}(_bucket|_count|_sum)?[{ ]`).test(line));
  const names = series.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, label = '']) => label));
  return [...new Set(names)].filter((label) => label !== 'le' && !OF_THE_SCOPE.has(label)).sort();
}

/** The names a query can ask for. */
export function queryableNames({ name, type }: Metric): readonly string[] {
  return type === 'histogram' ? ['_bucket', '_count', '_sum'].map((part) => name + part) : [name];
}

/** The row of the reference page. */
export function rowOf({ name, type, labels, help }: Metric): string {
  return `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`;
}
