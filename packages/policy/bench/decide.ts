/**
 * What decisions cost as the number of mappings grows, and what compiling and changing a trust of that size costs.
 * Run: node --expose-gc --max-old-space-size=4096 bench/decide.ts
 * With `--json` it gives the figures of decisions, and nothing else.
 */
import { parseArgs } from 'node:util';
import type { CompiledTrust, DecisionInput } from '../src/index.ts';
import { compileTrust, decide, explain, recompile } from '../src/index.ts';
import { type Spread, spreadsOf, timed } from './measure.ts';
import { documentsOf, GATEWAY, inputFor, located, mappingDocument, type Place, placesOf } from './world.ts';

const SIZES = [10, 10_000, 1_000_000];

/**
 * Workloads that ask in turn, scattered over all mappings: as many at every size, each with a token of its own, so that
 * what their tokens cost is not taken for what mappings cost. Few show what a decision does; thousands, also what the
 * processor's caches do, since nothing that they match is still there when they ask again.
 */
const WORKLOADS = [64, 256, 4096];

/** One issuer, so that at the largest size each repository has a thousand mappings; and as many issuers as it takes. */
const WORLDS = [
  { name: 'one issuer', issuers: () => 1 },
  { name: 'issuers of 1000 mappings', issuers: (size: number) => Math.max(1, size / 1000) },
];

interface World {
  readonly size: number;
  readonly places: readonly Place[];
  readonly trust: CompiledTrust;
}

interface Figures extends Spread {
  readonly world: string;
  readonly asking: string;
  readonly mappings: number;
  /** Of the median at the smallest size. */
  readonly times: number;
}

const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;
const figures: Figures[] = [];
for (const { name, issuers } of WORLDS) {
  print(`\n${name}\n`);
  figures.push(...survey(issuers).map((found) => ({ world: name, ...found })));
}
if (json) process.stdout.write(JSON.stringify(figures));

function survey(issuers: (size: number) => number): readonly Omit<Figures, 'world'>[] {
  const worlds = SIZES.map((size) => build(size, issuers(size)));
  return [
    ...WORKLOADS.flatMap((count) => compare(`${count} workloads`, worlds, count, decide)),
    ...compare('64 denied', worlds, 64, decide, 'feature'),
    ...compare('64 explained', worlds, 64, explain, 'feature'),
  ];
}

/** Compiles a trust, and changes it; says what that costs. */
function build(size: number, issuers: number): World {
  const places = placesOf(size, issuers);
  const documents = documentsOf(places, issuers);
  const before = megabytes();
  const busyBefore = busySeconds();
  const [seconds, { trust, diagnostics }] = timed(() => compileTrust(documents, GATEWAY));
  const busy = busySeconds() - busyBefore;
  if (trust === undefined) throw new Error(diagnostics[0]?.message);
  const after = megabytes();
  const changes = changeTimes(trust, size);
  print(
    `${String(size).padStart(8)} mappings: compile ${seconds.toFixed(2)} s (${busy.toFixed(2)} s of processor), ` +
      `${(after - before).toFixed(0)} MB, with all documents ${after.toFixed(0)} MB; ` +
      `one change ${changes.median.toFixed(1)} ms, the slowest ${changes.slowest.toFixed(1)} ms\n`,
  );
  return { size, places, trust };
}

/** Microseconds at each size, with the middle half of all batches, and how many times the smallest size's. */
function compare(
  what: string,
  worlds: readonly World[],
  count: number,
  run: (trust: CompiledTrust, input: DecisionInput) => unknown,
  branch?: string,
): readonly Omit<Figures, 'world'>[] {
  const asking = worlds.map((world) => ({
    inputs: inputsOf(world, count, branch),
    run: (input: DecisionInput) => run(world.trust, input),
  }));
  const spreads = spreadsOf(asking);
  const least = spreads[0]?.median ?? 0;
  const found = spreads.map((spread, index) => ({
    asking: what,
    mappings: worlds[index]?.size ?? 0,
    ...spread,
    times: spread.median / least,
  }));
  const cells = found.map((each) => `${shown(each)} ${each.times.toFixed(2)} x`);
  print(`${what.padStart(15)}: ${cells.join('   ')}\n`);
  return found;
}

function inputsOf({ places, size }: World, count: number, branch?: string): readonly DecisionInput[] {
  return Array.from({ length: count }, (_, index) => places[(index * 7_368_787) % size])
    .filter((place) => place !== undefined)
    .map((place) => inputFor(place, branch));
}

function shown({ lower, median, upper }: Spread): string {
  return `${median.toFixed(2)} µs (${lower.toFixed(2)}-${upper.toFixed(2)})`;
}

/** Milliseconds that changes of one mapping take, each made to the same trust. */
function changeTimes(
  trust: CompiledTrust,
  size: number,
): { readonly median: number; readonly slowest: number } {
  const times = placesOf(Math.min(size, 51), 1).map((place) => {
    const changed = mappingDocument(place);
    const put = [located({ ...changed, owner: 'somebody-else@acme.example' })];
    return timed(() => recompile(trust, { put, remove: [] }))[0] * 1000;
  });
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, slowest: sorted.at(-1) ?? 0 };
}

/** Seconds of processor that this process has used: unlike the clock, they do not count what others do. */
function busySeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Megabytes in use. */
function megabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

function print(text: string): void {
  if (!json) process.stdout.write(text);
}
