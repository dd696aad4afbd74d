import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { z } from 'zod';
import { ROOT, readPage } from '../../documents/page.ts';
import { PAGES } from '../../documents/pages.ts';
import { runProgram } from '../../gateway/programs.ts';

const Dashboard = z.object({
  panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })).default([]) })),
});

/** What Grafana puts in the place of its variables. */
const VARIABLES: Readonly<Record<string, string>> = { $__rate_interval: '5m', $instance: '.*' };

function queriesOfDashboard(): readonly string[] {
  const text = readFileSync(join(ROOT, 'config/deploy/grafana/cambio.json'), 'utf8');
  return Dashboard.parse(JSON.parse(text))
    .panels.flatMap(({ targets }) => targets)
    .map(({ expr }) => expr.replaceAll(/\$\w+/g, (variable) => VARIABLES[variable] ?? variable));
}

/** Code within a line that aggregates, or asks for a metric by its labels. */
function queriesOfPages(): readonly string[] {
  return PAGES.flatMap((page) =>
    [...readPage(page).text.matchAll(/`((?:sum|histogram_quantile)\b[^`]*|cambio_\w+\{[^`]*)`/g)].map(
      ([, query = '']) => query,
    ),
  );
}

describe("queries, to Prometheus' own tool", () => {
  let folder: string;

  before(async () => {
    await requireProgram('promtool', 'prometheus');
    folder = await mkdtemp(join(tmpdir(), 'cambio-queries-'));
  });

  after(() => rm(folder, { recursive: true }));

  for (const [whose, queries, least] of [
    ['the dashboard', queriesOfDashboard(), 30],
    ['the pages', queriesOfPages(), 5],
  ] as const) {
    it(`of ${whose} are queries`, async () => {
      const rules = queries.map((expr, at) => ({ record: `query:${at}`, expr }));
      const file = join(folder, 'queries.yaml');
      await writeFile(file, stringify({ groups: [{ name: 'queries', rules }] }));
      const { code, stdout, stderr } = await runProgram('promtool', ['check', 'rules', file]);
      expect(code, stderr).to.equal(0);
      expect(stdout).to.include(`SUCCESS: ${queries.length} rules found`);
      expect(queries.length).to.be.at.least(least);
    });
  }
});
