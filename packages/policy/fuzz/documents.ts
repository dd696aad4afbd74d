/**
 * Loads mutated trust documents for as long as it is told (`--seconds N`, 30 by default): whatever a file says, loading
 * it must not throw, must not take long, and every diagnostic must point into a file that was given. Stops at the first
 * input that breaks this and prints it; `--seed N` repeats a run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { loadTrust } from '../src/index.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, seed: { type: 'string' } },
});

const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };
const FOLDER = fileURLToPath(new URL('../../../config/trust', import.meta.url));

/** Milliseconds one load may take, by far. */
const SLOW = 5000;

const seeds = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'));

/** What is likely to mean something somewhere. */
const fragments = fc.oneof(
  fc.constantFrom(
    '---\n',
    '&a ',
    '*a',
    '!!js ',
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '"',
    "'",
    '|\n',
    '>\n',
    '\t',
    '\0',
    '__proto__: 1\n',
  ),
  fc.constantFrom(
    '{glob: "**"}',
    '{regex: "(a+)+$"}',
    '{not: {not: 1}}',
    'when: claims.all(x, x)\n',
    'match: {}\n',
    'tests: []\n',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 40 }),
  insert: fragments,
});

const mutated = fc
  .record({ text: fc.constantFrom(...seeds), edits: fc.array(edit, { minLength: 1, maxLength: 8 }) })
  .map(({ text, edits }) => edits.reduce(apply, text));

function apply(text: string, { at, drop, insert }: Edit): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + insert + text.slice(from + drop);
}

let loads = 0;
const outcome = fc.check(
  fc.property(mutated, (text) => {
    const begun = Date.now();
    const { diagnostics } = loadTrust([{ path: 'fuzzed.yaml', text }], GATEWAY);
    loads++;
    const lines = text.split('\n').length;
    const lost = diagnostics.find(
      ({ position: { file, line } }) => file !== 'fuzzed.yaml' || line < 1 || line > lines,
    );
    if (lost !== undefined) throw new Error(`points nowhere: ${JSON.stringify(lost)}`);
    if (Date.now() - begun > SLOW) throw new Error('takes too long');
  }),
  {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: Number(values.seconds) * 1000,
    ...(values.seed !== undefined && { seed: Number(values.seed) }),
  },
);

process.stdout.write(`${loads} documents loaded, seed ${outcome.seed}\n`);
if (outcome.failed && outcome.counterexample !== null) {
  process.stdout.write(`${String(outcome.errorInstance)}\n${outcome.counterexample[0]}\n`);
  process.exitCode = 1;
}
