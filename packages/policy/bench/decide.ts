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
 * what their tokens cost is not taken for what mappings cost. Few show what a decision does; a thousand and more, also
 * what the processor's caches do, since nothing that they match is still there when they ask again. Among ten mappings they
 * match the same ten, among a million each its own; so those of the largest world also ask where there are no mappings
 * but theirs, and only what is slower beside that, mappings of others cost.
 */
const WORKLOADS = [64, 256, 1000, 4096];

/** One issuer, so that at the largest size each repository has a thousand mappings; and as many issuers as it takes. */
const WORLDS = [
  { name: 'one issuer', issuers: () => 1 },
  { name: 'issuers of 1000 mappings', issuers: (size: number) => Math.max(1, size / 1000) },
];

/** Changes of one mapping each, one after another. */
const CHANGES = 500;

interface World {
  readonly name: string;
  readonly issuers: number;
  readonly places: readonly Place[];
  readonly trust: CompiledTrust;
}

interface Figures extends Spread {
  readonly world: string;
  readonly asking: string;
  readonly among: string;
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
    ...WORKLOADS.flatMap((count) => {
      const alone = worlds.slice(-1).map((world) => withoutOthers(world, count));
      return compare(`${count} workloads`, [...worlds, ...alone], count, decide);
    }),
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
  print(
    `${String(size).padStart(8)} mappings: compile ${seconds.toFixed(2)} s (${busy.toFixed(2)} s of processor), ` +
      `${(after - before).toFixed(0)} MB, with all documents ${after.toFixed(0)} MB; ` +
      `one change ${changeTimes(trust, places)}\n`,
  );
  return { name: `${size} mappings`, issuers, places, trust };
}

/** The mappings that so many workloads of a world match, and no others. */
function withoutOthers(world: World, count: number): World {
  const { issuers } = world;
  const places = [...new Set(askingIn(world, count))];
  const { trust } = compileTrust(documentsOf(places, issuers), GATEWAY);
  if (trust === undefined) throw new Error('a part of a world must compile as the whole does');
  return { name: 'theirs alone', issuers, places, trust };
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
    among: worlds[index]?.name ?? '',
    ...spread,
    times: spread.median / least,
  }));
  const cells = found.map((each) => `${each.among} ${shown(each)} ${each.times.toFixed(2)} x`);
  print(`${what.padStart(15)}: ${cells.join('   ')}\n`);
  return found;
}

function inputsOf(world: World, count: number, branch?: string): readonly DecisionInput[] {
  return askingIn(world, count).map((place) => inputFor(place, branch));
}

function askingIn({ places }: World, count: number): readonly Place[] {
  return Array.from({ length: count }, (_, index) => placeAt(places, index));
}

/** Place by place, scattered over all. */
function placeAt(places: readonly Place[], index: number): Place {
  const place = places[(index * 7_368_787) % places.length];
  if (place === undefined) throw new Error('there is no world without a place');
  return place;
}

function shown({ lower, median, upper }: Spread): string {
  return `${median.toFixed(2)} µs (${lower.toFixed(2)}-${upper.toFixed(2)})`;
}

/** What changes of one mapping take, each made to what the one before gave. */
function changeTimes(trust: CompiledTrust, places: readonly Place[]): string {
  let latest = trust;
  const costs = Array.from({ length: CHANGES }, (_, index) => {
    const changed = mappingDocument(placeAt(places, index));
    const put = [located({ ...changed, owner: `team-${index}@acme.example` })];
    const busyBefore = busySeconds();
    const [seconds, { trust: next }] = timed(() => recompile(latest, { put, remove: [] }));
    latest = next ?? latest;
    return { clock: seconds * 1000, busy: (busySeconds() - busyBefore) * 1000 };
  });
  const [clock, busy] = [costs.map((cost) => cost.clock), costs.map((cost) => cost.busy)];
  return `${middleAndMost(clock)} (${middleAndMost(busy)} of processor)`;
}

function middleAndMost(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const [middle, most] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  return `${middle.toFixed(1)} ms, at most ${most.toFixed(1)} ms`;
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
