/** The lines of one metric: what is said of it, and its samples. */
interface Family {
  readonly comments: readonly string[];
  readonly samples: string[];
}

/**
 * Pages in the text format of Prometheus as one page: the samples of a metric have to stand together, behind what is said
 * of it once. Samples are left as they are; that they differ in a label is for whoever wrote them to see to.
 */
export function mergeMetrics(pages: readonly string[]): string {
  const families = new Map<string, Family>();
  for (const page of pages) {
    for (const [name, { comments, samples }] of familiesOf(page)) {
      const known = families.get(name);
      if (known === undefined) families.set(name, { comments, samples });
      else known.samples.push(...samples);
    }
  }
  const lines = [...families.values()].flatMap(({ comments, samples }) => [...comments, ...samples]);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function familiesOf(page: string): ReadonlyMap<string, Family> {
  const families = new Map<string, { readonly comments: string[]; readonly samples: string[] }>();
  let current: { readonly comments: string[]; readonly samples: string[] } | undefined;
  for (const line of page.split('\n')) {
    const name = /^# (?:HELP|TYPE|UNIT) (?<name>\S+)/.exec(line)?.groups?.name;
    if (name !== undefined) {
      current = families.get(name) ?? { comments: [], samples: [] };
      families.set(name, current);
      current.comments.push(line);
    } else if (line !== '' && !line.startsWith('#')) current?.samples.push(line);
  }
  return families;
}
