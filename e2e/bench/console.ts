/**
 * How the console takes a large organisation: `node bench/console.ts` in this folder, after a build, with Debian's Chromium.
 * 1,000 mappings, half of them in one file, and as many decisions as `--decisions` says (1,000,000). For each page the
 * time from the click, or the address, until it shows what it is for; then what a keystroke takes in the editor, and what
 * the compiler takes to say what is wrong. The first load of a trust page compiles all mappings in the browser.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { countedIn, fillLedger } from '../browser/scale/fill-ledger.ts';
import { manyMappings, numbered } from '../browser/scale/many-mappings.ts';
import { openShopConsole } from '../browser/shop-console.ts';
import { median } from './report/statistics.ts';

const { values } = parseArgs({ options: { decisions: { type: 'string', default: '1000000' } } });

/** Letters that are typed, and milliseconds between two of them. */
const LETTERS = 60;
const PACE = 50;

const shop = await openShopConsole({ files: manyMappings() });
const { folder } = shop.gateway;
await shop.ask({ ref: 'refs/heads/other' });
const decisions = Number(values.decisions);
fillLedger({ folder, decisions, now: Date.now() });
while (countedIn(folder) < decisions) await setTimeout(1000);

const { page, goTo } = await shop.visit('Ada');
page.setDefaultTimeout(300_000);
const row = page.locator('tr[data-index="0"]');
const followTo = (name: string) => () =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name, exact: true }).click();

await took('overview', () => goTo(''), page.getByText(/denied$/).first());
await took('decisions', followTo('Decisions'), row);
await took('decisions of a mapping', () => goTo(`decisions?mapping=${numbered('mapping', 778)}`), row);
await took('decisions of nobody', () => goTo('decisions?workload=nobody'), page.getByText(/^No decision/));
await took('workloads', followTo('Workloads'), row);
await took('workloads by name', () => goTo(`workloads?name=acme`), row.or(page.getByText(/^No workload/)));
await took('trust, compiled', () => goTo('trust'), row);
await took('trust, once it is compiled', followTo('Issuers'), page.getByRole('region', { name: /^github/ }));
await took('graph', () => goTo('trust/graph'), page.getByText('40 mappings').first());
const editor = `trust/edit?kind=Mapping&id=${numbered('mapping', 500)}`;
await took('editor, compiled', () => goTo(editor), page.getByText(/^Nothing is wrong|^line \d/).first());
tell('keystroke in the editor, median', await keystrokes(page));
await page.keyboard.press('Enter');
await took('what is wrong', () => page.keyboard.insertText('scops: []'), page.getByText('unknown-member'));

await shop.close();

/** Until something is seen. */
async function took(what: string, begin: () => Promise<unknown>, sign: ReturnType<Page['locator']>) {
  const at = performance.now();
  await begin();
  await sign.waitFor();
  tell(what, performance.now() - at);
}

function tell(what: string, milliseconds: number): void {
  process.stdout.write(`${what.padEnd(34)}${Math.round(milliseconds).toString().padStart(8)} ms\n`);
}

/** From a key to the frame after the one that shows it. */
async function keystrokes(at: Page): Promise<number> {
  await at.getByText('purpose', { exact: true }).click();
  await at.keyboard.press('End');
  await at.evaluate(`
    globalThis.taken = [];
    addEventListener('keydown', () => {
      const at = performance.now();
      requestAnimationFrame(() => requestAnimationFrame(() => taken.push(performance.now() - at)));
    }, true)`);
  for (let letter = 0; letter < LETTERS; letter++) {
    await at.keyboard.type('a');
    await at.waitForTimeout(PACE);
  }
  return median(await at.evaluate<number[]>('taken'));
}
