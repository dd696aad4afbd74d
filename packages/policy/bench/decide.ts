/**
 * What decisions cost as the number of mappings grows, and what compiling and changing a trust of that size costs.
 * Run: node --expose-gc --max-old-space-size=4096 bench/decide.ts
 */
import type { CompiledTrust, DecisionInput } from '../src/index.ts';
import { compileTrust, decide, explain, recompile } from '../src/index.ts';
import { documentsOf, GATEWAY, inputFor, located, mappingDocument, placesOf } from './world.ts';

const SIZES = [10, 10_000, 1_000_000];
const BATCH = 16;
const SAMPLES = 10_000;

/**
 * Workloads that ask in turn. Few show what a decision does; thousands, scattered over all mappings, also what the
 * processor's caches do, since nothing that they match is still there when they ask again.
 */
const ACTIVE = { busy: 64, scattered: 4096 };

/** One issuer, so that at the largest size each repository has a thousand mappings; and as many issuers as it takes. */
const WORLDS = [
  { name: 'one issuer', issuers: () => 1 },
  { name: 'issuers of 1000 mappings', issuers: (size: number) => Math.max(1, size / 1000) },
];

for (const { name, issuers } of WORLDS) {
  process.stdout.write(`\n${name}\n`);
  let baseline: Measured | undefined;
  for (const size of SIZES) {
    const measured = measure(size, issuers(size));
    baseline ??= measured;
    report(measured, baseline);
  }
}

interface Measured {
  readonly size: number;
  readonly busy: number;
  readonly scattered: number;
  readonly deny: number;
  readonly explained: number;
  readonly compileSeconds: number;
  readonly trustMegabytes: number;
  readonly megabytes: number;
  readonly changeMilliseconds: number;
}

function measure(size: number, issuers: number): Measured {
  const places = placesOf(size, issuers);
  const documents = documentsOf(places, issuers);
  const before = memory();
  const [compileSeconds, { trust, diagnostics }] = timed(() => compileTrust(documents, GATEWAY));
  if (trust === undefined) throw new Error(diagnostics[0]?.message);
  const megabytes = memory();
  const ask = (count: number, branch?: string) =>
    Array.from({ length: count }, (_, index) => places[(index * 7_368_787) % size])
      .filter((place) => place !== undefined)
      .map((place) => inputFor(place, branch));
  return {
    size,
    busy: median(trust, ask(ACTIVE.busy), decide),
    scattered: median(trust, ask(ACTIVE.scattered), decide),
    deny: median(trust, ask(ACTIVE.busy, 'feature'), decide),
    explained: median(trust, ask(ACTIVE.busy, 'feature'), explain),
    compileSeconds,
    trustMegabytes: megabytes - before,
    megabytes,
    changeMilliseconds: slowestChange(trust, size),
  };
}

function report(measured: Measured, baseline: Measured): void {
  const ratio = (which: 'busy' | 'scattered') => (measured[which] / baseline[which]).toFixed(2);
  process.stdout.write(
    `${String(measured.size).padStart(8)} mappings: ` +
      `allow ${measured.busy.toFixed(2)} µs (${ratio('busy')} x), ` +
      `scattered ${measured.scattered.toFixed(2)} µs (${ratio('scattered')} x), ` +
      `deny ${measured.deny.toFixed(2)} µs, explained ${measured.explained.toFixed(1)} µs; ` +
      `compile ${measured.compileSeconds.toFixed(2)} s, ${measured.trustMegabytes.toFixed(0)} MB, ` +
      `with its documents ${measured.megabytes.toFixed(0)} MB; ` +
      `one change ${measured.changeMilliseconds.toFixed(1)} ms\n`,
  );
}

/** Microseconds: the median over batches. */
function median(
  trust: CompiledTrust,
  inputs: readonly DecisionInput[],
  run: (trust: CompiledTrust, input: DecisionInput) => unknown,
): number {
  const batches: number[] = [];
  while (batches.length < SAMPLES) {
    for (let start = 0; start + BATCH <= inputs.length; start += BATCH) {
      const batch = inputs.slice(start, start + BATCH);
      const began = performance.now();
      for (const input of batch) run(trust, input);
      batches.push(((performance.now() - began) * 1000) / BATCH);
    }
  }
  const warm = batches.slice(batches.length / 4).sort((a, b) => a - b);
  return warm[Math.floor(warm.length / 2)] ?? 0;
}

/** The slowest of some changes of one mapping, each made to the same trust. */
function slowestChange(trust: CompiledTrust, size: number): number {
  const times = placesOf(Math.min(size, 50), 1).map((place) => {
    const changed = mappingDocument(place);
    const put = [located({ ...changed, owner: 'somebody-else@acme.example' })];
    return timed(() => recompile(trust, { put, remove: [] }))[0] * 1000;
  });
  return Math.max(...times.slice(1));
}

function timed<T>(run: () => T): readonly [number, T] {
  const began = performance.now();
  const value = run();
  return [(performance.now() - began) / 1000, value];
}

/** Megabytes in use. */
function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
