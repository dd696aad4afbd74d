import { expect } from 'chai';
import fc from 'fast-check';
import type { ChainPosition } from '../../src/ports/trail-reader.ts';
import type { Entry } from '../../src/trail-file/entry.ts';
import { readLine, writeLine } from '../../src/trail-file/line.ts';
import type { TrailFault } from '../../src/verify/fault.ts';
import { verifyTrail } from '../../src/verify/verify-trail.ts';
import { GrowingTrail, ISSUER, signaturesBy } from './growing-trail.ts';

/** Trails of up to three chains and four checkpoints, some with what retention has left. */
const trails = fc
  .record({
    rounds: fc.array(
      fc.record({ a: fc.nat(3), b: fc.nat(3), c: fc.nat(2), key: fc.constantFrom('current', 'gone') }),
      { minLength: 1, maxLength: 4 },
    ),
    last: fc.record({ a: fc.integer({ min: 1, max: 3 }), b: fc.nat(2) }),
    prune: fc.nat(3),
  })
  .map(({ rounds, last, prune }) => {
    const trail = new GrowingTrail();
    for (const { key, ...counts } of rounds) trail.grow(counts, key);
    trail.grow(last);
    const kept = trail.exported().filter((entry) => entry.kind === 'decision' && entry.chain === 'a').length;
    return prune > 0 && prune < kept ? trail.prune('a', prune).grow({}) : trail;
  })
  .map((trail) => trail.exported().map((entry) => writeLine(entry, 'jsonl', ISSUER)));

const place = fc.nat({ max: 1000 });

describe('verifyTrail, of a trail with one change', () => {
  async function verify(lines: readonly string[]) {
    const verification = verifyTrail({ checkSignature: signaturesBy('current') });
    for (const line of lines) await verification.take(line);
    return verification.finish();
  }

  /** Each property: the change is found; the record it names is the first that is not as it was. */
  async function finds(change: fc.Arbitrary<(lines: string[]) => void>): Promise<void> {
    await fc.assert(
      fc.asyncProperty(trails, change, async (whole, apply) => {
        expect((await verify(whole)).ok).to.equal(true);
        const lines = [...whole];
        apply(lines);
        const first = lines.findIndex((line, index) => line !== whole[index]);
        fc.pre(first !== -1 || lines.length < whole.length);
        const found = await verify(lines);
        if (found.ok) throw new Error('the change was not found');
        named(found.error, whole, lines, first === -1 ? lines.length : first);
      }),
      { numRuns: 300 },
    );
  }

  it('finds any byte of any line changed', () =>
    finds(
      fc.tuple(place, place, fc.integer({ min: 0x20, max: 0x7e })).map(([at, offset, code]) => (lines) => {
        const index = at % lines.length;
        const line = lines[index] ?? '';
        const position = offset % line.length;
        lines[index] = line.slice(0, position) + String.fromCharCode(code) + line.slice(position + 1);
      }),
    ));

  it('finds any line removed', () => finds(place.map((at) => (lines) => lines.splice(at % lines.length, 1))));

  it('finds any line put in twice', () =>
    finds(
      fc.tuple(place, place).map(([from, to]) => (lines) => {
        lines.splice(to % (lines.length + 1), 0, lines[from % lines.length] ?? '');
      }),
    ));

  it('finds any two lines swapped', () =>
    finds(
      fc.tuple(place, place).map(([one, other]) => (lines) => {
        const [i, j] = [one % lines.length, other % lines.length];
        const [a = '', b = ''] = [lines[i], lines[j]];
        lines[i] = b;
        lines[j] = a;
      }),
    ));

  it('finds it cut off anywhere', () => finds(place.map((at) => (lines) => lines.splice(at % lines.length))));

  it('finds a value of a record changed', () =>
    finds(
      fc.tuple(place, fc.string()).map(([at, text]) => (lines) => {
        const records = lines.flatMap((line, index) => (readLine(line)?.kind === 'decision' ? [index] : []));
        const index = records[at % records.length] ?? 0;
        const entry = readLine(lines[index] ?? '');
        if (entry?.kind !== 'decision') throw new Error('no record');
        lines[index] = writeLine({ ...entry, record: { ...entry.record, mapping: text } }, 'jsonl', ISSUER);
      }),
    ));
});

/**
 * Nothing before the change is blamed: neither a line, nor a record. But where a checkpoint was altered whose key nobody has,
 * it may look as if it were right and the chain before it wrong.
 */
function named(fault: TrailFault, whole: readonly string[], lines: readonly string[], first: number): void {
  expect(fault.line - 1).to.be.at.least(first);
  if (!('record' in fault) || readLine(whole[first] ?? '')?.kind === 'checkpoint') return;
  const found = [whole, lines].map((each) =>
    each.findLastIndex((line) => isOf(readLine(line), fault.record)),
  );
  expect(
    found.some((index) => index >= first),
    JSON.stringify(fault),
  ).to.equal(true);
}

function isOf(entry: Entry | undefined, { chain, seq }: ChainPosition): boolean {
  return entry?.kind === 'decision' && entry.chain === chain && entry.seq === seq;
}
