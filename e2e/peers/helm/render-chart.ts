import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireFile, requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../documents/page.ts';
import { runProgram } from '../../gateway/programs.ts';

export const CHART = join(ROOT, 'config/deploy/helm/cambio');

/** Where Debian keeps the sources of Go packages. */
const GOPATH = '/usr/share/gocode';

const Values = z.record(z.string(), z.unknown());

export type Values = z.output<typeof Values>;

/** A Kubernetes object, as far as all are alike. */
const Manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()) }),
});

export type Manifest = z.output<typeof Manifest>;

/** What a chart makes of values that are laid over its own. */
export type RenderChart = (over: Values) => Promise<readonly Manifest[]>;

export async function readValues(): Promise<Values> {
  return Values.parse(parse(await readFile(join(CHART, 'values.yaml'), 'utf8')));
}

/**
 * Builds a renderer of Debian's Go and sprig, which are what Helm renders with: Helm itself is in no registry a test can
 * install from. Rendered as the release `gateway` of the namespace `cambio`.
 */
export async function buildRenderer(folder: string): Promise<RenderChart> {
  await requireProgram('go', 'golang-go');
  await requireFile(`${GOPATH}/src/github.com/Masterminds/sprig`, 'golang-github-masterminds-sprig-dev');
  await requireFile(`${GOPATH}/src/gopkg.in/yaml.v3`, 'golang-gopkg-yaml.v3-dev');
  const program = join(folder, 'render');
  const env = { GO111MODULE: 'off', GOPATH, GOCACHE: join(folder, 'cache') };
  await succeed('go', ['build', '-o', program, join(import.meta.dirname, 'render.go')], { env });

  const chart = z
    .looseObject({ name: z.string(), version: z.string(), appVersion: z.string() })
    .parse(parse(await readFile(join(CHART, 'Chart.yaml'), 'utf8')));
  const templates = join(CHART, 'templates');
  const files = (await readdir(templates)).sort().map((name) => join(templates, name));
  return async (over) => {
    const scope = {
      Values: laidOver(await readValues(), over),
      Chart: { Name: chart.name, Version: chart.version, AppVersion: chart.appVersion },
      Release: { Name: 'gateway', Namespace: 'cambio', Service: 'Helm' },
    };
    const text = await succeed(program, [CHART, ...files], { input: JSON.stringify(scope) });
    return parseAllDocuments(text)
      .map((document) => {
        expect(document.errors, text).to.be.empty;
        return document.toJS();
      })
      .filter((content) => content !== null)
      .map((content) => Manifest.parse(content));
  };
}

async function succeed(...call: Parameters<typeof runProgram>): Promise<string> {
  const { code, stdout, stderr } = await runProgram(...call);
  expect(code, stderr).to.equal(0);
  return stdout;
}

/** As Helm does it: objects member by member, anything else as a whole. */
export function laidOver(under: Values, over: Values): Values {
  const merged = Object.entries(over).map(([name, value]) => {
    const below = Values.safeParse(under[name]);
    const above = Values.safeParse(value);
    return [name, below.success && above.success ? laidOver(below.data, above.data) : value];
  });
  return { ...under, ...Object.fromEntries(merged) };
}
