import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop } from '../shop/shop.ts';
import { type Metric, queryableNames, readMetrics, rowOf } from './measured.ts';
import { findPages, ROOT, readPage } from './page.ts';
import { PAGES } from './pages.ts';

const ALERTS = 'config/deploy/prometheus/alerts.yaml';
const RUNBOOKS = 'docs/operate/runbooks';

const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Cambio[A-Z]\w+$/),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.strictObject({ severity: z.enum(['info', 'warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string(), runbook_url: z.string() }),
        }),
      ),
    }),
  ),
});

const Place = z.strictObject({ x: z.int(), y: z.int(), w: z.int().max(24), h: z.int() });
const Target = z.looseObject({ refId: z.string(), expr: z.string() });
const Dashboard = z.looseObject({
  uid: z.string(),
  schemaVersion: z.int(),
  panels: z.array(
    z.looseObject({
      id: z.int(),
      type: z.enum(['row', 'timeseries']),
      title: z.string(),
      gridPos: Place,
      targets: z.array(Target).min(1).optional(),
    }),
  ),
});

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const rules = Rules.parse(parse(read(ALERTS))).groups.flatMap((group) => group.rules);
const { panels } = Dashboard.parse(JSON.parse(read('config/deploy/grafana/cambio.json')));
const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

async function pageOf({ internal }: Pick<Gateway, 'internal'>): Promise<string> {
  return (await fetch(`${internal}/metrics`)).text();
}

/** Words of a query that name metrics, not labels: those with a prefix of ours. `up` is Prometheus' own. */
function metricsIn(query: string): readonly string[] {
  const withoutLabels = query.replace(/\bby \([^)]*\)/g, '');
  return withoutLabels.match(/\b(cambio|http|nodejs|process)_\w+\b(?![=!])/g) ?? [];
}

describe('what is documented of measurements', () => {
  let metrics: readonly Metric[];
  let names: ReadonlySet<string>;

  /** Has everything happen that is measured only once it has. */
  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cambio-measured-'));
    const shop = await openShop({ folder });
    await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken({ brand_new: 'x' })));
    await post(shop.gateway.issuer, exchangeForm('nonsense'));
    const first = await pageOf(shop.gateway);
    // At its end the trail is sealed.
    await shop.close();
    const files = { 'cambio.yaml': 'audit: {sinks: [{id: archive, type: file, path: ./decisions.jsonl}]}' };
    const gateway = await startGateway({ folder, https: true, files });
    let second = '';
    while (!second.includes('cambio_audit_checkpoint_age')) second = await pageOf(gateway);
    await gateway.stop();
    await rm(folder, { recursive: true });
    metrics = readMetrics(first, second);
    names = new Set(metrics.flatMap(queryableNames));
  });

  it('is what a gateway measures, all of it and in these words', () => {
    const rows = readPage('docs/reference/metrics.md').text.match(/^\| `.*$/gm);
    expect(rows).to.deep.equal(metrics.map(rowOf));
  });

  it('has a label for nothing that is without bounds', () => {
    const labels = new Set(metrics.flatMap((metric) => metric.labels));
    expect([...labels]).to.have.members([
      'algorithm',
      'http_request_method',
      'http_response_status_code',
      'http_route',
      'issuer',
      'kind',
      'limit',
      'mapping',
      'operation',
      'outcome',
      'reason',
      'sink',
      'state',
      'store',
    ]);
  });

  for (const { alert, expr, annotations } of rules) {
    it(`has ${alert} look at what is measured, and lead to a page that says what to do`, () => {
      for (const name of metricsIn(expr)) expect(names).to.include(name);
      const page = annotations.runbook_url;
      expect(page).to.match(new RegExp(`^${RUNBOOKS}/[a-z-]+\\.md$`));
      const { text, anchors } = readPage(page);
      expect(text.startsWith(`# ${alert}\n\n${annotations.summary}\n`)).to.equal(true);
      expect([...anchors]).to.include.members(['what-it-means', 'where-to-look', 'what-to-do']);
    });
  }

  it('has a page for alerts that there are, and no other', () => {
    const pages = findPages(`${RUNBOOKS}/*.md`).filter((path) => !path.endsWith('README.md'));
    expect(pages).to.have.members(rules.map(({ annotations }) => annotations.runbook_url));
    const listed = readPage(`${RUNBOOKS}/README.md`).links.map(({ url }) => `${RUNBOOKS}/${url}`);
    expect(listed).to.include.members(pages);
  });

  it('has an alert or a panel for every metric of the gateway', () => {
    const used = new Set([...queries, ...rules.map(({ expr }) => expr)].flatMap(metricsIn));
    for (const metric of metrics)
      expect(
        queryableNames(metric).some((name) => used.has(name)),
        metric.name,
      ).to.equal(true);
  });

  it('has a dashboard that asks for nothing else, in panels that do not cover each other', () => {
    for (const name of queries.flatMap(metricsIn)) expect(names).to.include(name);
    expect(queries.length).to.be.at.least(20);
    expect(new Set(panels.map(({ id }) => id)).size).to.equal(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).to.equal(cells.length);
  });

  it('names no other on any page', () => {
    for (const page of PAGES.map(readPage))
      for (const [name] of page.text.matchAll(/\bcambio_[a-z]+_[a-z_]+\b/g))
        expect(
          metrics.some((metric) => metric.name === name || queryableNames(metric).includes(name)),
          `${name} in ${page.path}`,
        ).to.equal(true);
  });

  it('names files that are there', () => {
    const found = read(ALERTS).match(/docs\/[a-z/.-]+\.md/g) ?? [];
    for (const path of found) expect(existsSync(join(ROOT, path)), path).to.equal(true);
  });
});
