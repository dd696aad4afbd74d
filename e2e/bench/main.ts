/**
 * What a gateway takes, beside the least it could take: `npx pnpm bench`, on Linux.
 *
 * What is compared takes turns within one run, and every exchange has a token of its own, signed beforehand. What is
 * measured shares one processor, and the load has the other. The ratios are the result; the rest is this machine's, and
 * the floor's own figures say how busy it was with other things.
 *
 * `--only exchanges,overload` leaves out the rest. `--rounds N` and `--seconds N` set how much is measured. `--json FILE`
 * writes all figures. `--soak N` instead exchanges N tokens and watches the memory.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startGitHubPlatform } from '@cambio/testkit';
import type { Bench } from './bench.ts';
import { decisions } from './decisions.ts';
import { exchanges, processes } from './exchanges.ts';
import { introspections } from './introspections.ts';
import { startLoad } from './load/start-load.ts';
import { overload } from './overload.ts';
import { ports } from './ports.ts';
import type { Report } from './report/table.ts';
import { soak } from './soak.ts';
import { upstream } from './upstream.ts';

const PARTS = { exchanges, processes, introspections, ports, overload, upstream, decisions };
/** Processors, as `taskset` names them. */
const SERVERS = '0';
const LOAD = '1';

const GATEWAY = 'https://sts.acme.example';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(PARTS).join(',') },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'string' },
    soak: { type: 'string' },
  },
});

const load = startLoad(LOAD);
const platform = await startGitHubPlatform({ now: Date.now });
const bench: Bench = {
  load,
  platform,
  gateway: GATEWAY,
  processor: SERVERS,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
};
const parts: Readonly<Record<string, (bench: Bench) => Promise<Report>>> =
  values.soak === undefined ? PARTS : { soak: (of) => soak(of, Number(values.soak)) };
const chosen = values.soak === undefined ? values.only.split(',') : ['soak'];
const figures: Record<string, readonly unknown[]> = {};
for (const name of chosen) {
  const part = parts[name];
  if (part === undefined)
    throw new Error(`there is no part called ${name}: ${Object.keys(parts).join(', ')}`);
  const { rows, table } = await part(bench);
  figures[name] = rows;
  process.stdout.write(`${table}\n\n`);
}
if (values.json !== undefined) {
  const machine = { processors: cpus().map(({ model }) => model), node: process.version };
  await writeFile(values.json, `${JSON.stringify({ machine, ...figures }, null, 2)}\n`);
}
await load.stop();
await platform.close();
