import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { canonicalJson } from '../../src/chain/canonical-json.ts';
import { link } from '../../src/chain/link.ts';
import type { DecisionEntry, Entry } from '../../src/trail-file/entry.ts';
import { type TrailFormat, writeLine } from '../../src/trail-file/line.ts';
import type { ReadingOptions } from '../../src/verify/reading.ts';
import { verifyTrail } from '../../src/verify/verify-trail.ts';
import { NOW } from '../decisions.ts';
import { GrowingTrail, ISSUER, signaturesBy } from './growing-trail.ts';

/** Lines: 1 header, 2-4 a, 5-6 b, 7 checkpoint, 8-9 b, 10 checkpoint, 11 a, 12 b, 13 checkpoint. */
const whole = () => new GrowingTrail().grow({ a: 3, b: 2 }).grow({ b: 2 }).grow({ a: 1, b: 1 });

describe('verifyTrail', () => {
  for (const format of ['jsonl', 'cloudevents'] as const) {
    it(`takes a whole trail as ${format}, and says what it holds`, async () => {
      const trail = whole();
      const last = { number: 3, hash: trail.seal };
      const extent = { records: 9, checkpoints: 3, chains: 2, unsealed: 0, last, at: NOW + 3 };
      expect(await verify(trail.exported(), { expect: last }, format)).to.deep.equal(ok(extent));
    });
  }

  it('takes what retention has left', async () => {
    const trail = whole().prune('a', 3).prune('b', 5).pruneCheckpoints(2).grow({ a: 2 });
    const result = await verify(trail.exported());
    expect(result).to.have.nested.property('value.records', 3);
    expect(result).to.have.nested.property('value.checkpoints', 3);
  });

  it('takes checkpoints by keys that are gone, as long as the last is by one that is known', async () => {
    const trail = new GrowingTrail().grow({ a: 1 }, 'gone').grow({ a: 1 });
    expect(await verify(trail.exported())).to.have.property('ok', true);
    const unknown = new GrowingTrail().grow({ a: 1 }).grow({ a: 1 }, 'gone');
    expect(await verify(unknown.exported())).to.deep.include({ error: { reason: 'signature', line: 1 } });
  });

  it('takes records that are not signed yet only where told to', async () => {
    const more = whole()
      .grow({ a: 1, c: 1 })
      .exported()
      .filter((entry) => entry.kind === 'decision' && (entry.chain === 'c' || entry.seq === 5))
      .filter((entry) => entry.kind === 'decision' && entry.chain !== 'b');
    const lines = [...whole().exported(), ...more];
    expect(await verify(lines, { unsealed: true })).to.have.nested.property('value.unsealed', 2);
    expect(await verify(lines)).to.deep.include({
      error: { reason: 'record_unexpected', record: { chain: 'a', seq: 5 }, line: 14 },
    });
  });

  /** From the checkpoint of line 7 on: 1 header, 2 checkpoint, 3-4 b, 5 checkpoint, 6 a, 7 b, 8 checkpoint. */
  const part = (): Entry[] => {
    const [header, ...lines] = whole().exported();
    if (header?.kind !== 'trail') throw new Error('no header');
    return [{ ...header, after: 1 }, ...lines.slice(5)];
  };

  it('takes a part of a trail that begins with a checkpoint, and says that it does', async () => {
    const result = await verify(part());
    expect(result)
      .to.have.property('value')
      .that.deep.includes({
        records: 4,
        checkpoints: 3,
        after: { number: 1, at: NOW + 1 },
      });
    const [header, first] = new GrowingTrail()
      .grow({ a: 1 })
      .exported()
      .filter(({ kind }) => kind !== 'decision');
    if (header?.kind !== 'trail' || first === undefined) throw new Error('no header');
    expect(await verify([{ ...header, after: 1 }, first])).to.have.nested.property('value.records', 0);
  });

  const record = (chain: string, seq: number) => ({ record: { chain, seq } });

  for (const [name, mutate, error] of [
    [
      'without what it begins with',
      (lines) => lines.splice(1, 1),
      { reason: 'record_unexpected', ...record('b', 3), line: 2 },
    ],
    [
      'with a record less after its beginning',
      (lines) => lines.splice(2, 1),
      { reason: 'record_missing', ...record('b', 3), line: 3 },
    ],
    [
      'with a record before its beginning',
      (lines) => swap(lines, 2, 3),
      { reason: 'record_unexpected', ...record('b', 3), line: 2 },
    ],
    [
      'that begins with another checkpoint than it says',
      (lines) => lines.splice(1, 4),
      { reason: 'record_unexpected', ...record('a', 4), line: 2 },
    ],
    [
      'whose beginning was altered and nobody has its key',
      (lines) => lines.splice(1, 1, resigned(lines[1], 'gone')),
      { reason: 'checkpoint_altered', checkpoint: 1, line: 5 },
    ],
  ] as readonly [string, (lines: Entry[]) => unknown, object][]) {
    it(`finds a part ${name}`, async () => {
      const lines = part();
      mutate(lines);
      expect(await verify(lines))
        .to.have.property('error')
        .that.deep.equals(error);
    });
  }

  it('does not compare a part with a checkpoint from before it', async () => {
    const [header, ...lines] = whole().exported();
    if (header?.kind !== 'trail') throw new Error('no header');
    const late = [{ ...header, after: 2 }, ...lines.slice(8)];
    expect(await verify(late, { expect: { number: 1, hash: 'f'.repeat(64) } }))
      .to.have.property('error')
      .that.deep.includes({ reason: 'anchor_removed', checkpoint: 1 });
  });

  const FAULTS: readonly [string, (lines: Entry[]) => unknown, object][] = [
    ['nothing at all', (lines) => lines.splice(0), { reason: 'malformed_line', line: 1 }],
    ['no header', (lines) => lines.shift(), { reason: 'malformed_line', line: 1 }],
    ['a header twice', (lines) => repeat(lines, 1), { reason: 'malformed_line', line: 2 }],
    [
      'a record altered',
      (lines) => lines.splice(2, 1, altered(lines[2])),
      { reason: 'record_altered', ...record('a', 2), line: 3 },
    ],
    [
      'a record removed',
      (lines) => lines.splice(2, 1),
      { reason: 'record_missing', ...record('a', 2), line: 3 },
    ],
    [
      "a chain's last record before a checkpoint removed",
      (lines) => lines.splice(5, 1),
      { reason: 'record_missing', ...record('b', 2), line: 6 },
    ],
    [
      'a record twice',
      (lines) => repeat(lines, 3),
      { reason: 'record_unexpected', ...record('a', 2), line: 4 },
    ],
    [
      'records swapped',
      (lines) => swap(lines, 3, 4),
      { reason: 'record_missing', ...record('a', 2), line: 3 },
    ],
    [
      'chains swapped',
      (lines) => swap(lines, 4, 5),
      { reason: 'record_unexpected', ...record('a', 3), line: 5 },
    ],
    [
      'a record after its checkpoint',
      (lines) => swap(lines, 6, 7),
      { reason: 'record_missing', ...record('b', 2), line: 6 },
    ],
    [
      'a record before the checkpoint it comes after',
      (lines) => swap(lines, 7, 8),
      { reason: 'record_unexpected', ...record('b', 3), line: 8 },
    ],
    [
      'the tail cut off',
      (lines) => lines.splice(8),
      { reason: 'record_missing', ...record('b', 4), line: 9 },
    ],
    [
      'the last checkpoint cut off',
      (lines) => lines.pop(),
      { reason: 'checkpoint_missing', checkpoint: 3, line: 13 },
    ],
    [
      'the first checkpoint removed',
      (lines) => lines.splice(6, 1),
      { reason: 'checkpoint_missing', checkpoint: 1, line: 9 },
    ],
    [
      'a checkpoint twice',
      (lines) => repeat(lines, 7),
      { reason: 'checkpoint_unexpected', checkpoint: 1, line: 8 },
    ],
    [
      'a checkpoint whose signature is not right',
      (lines) => lines.splice(6, 1, resigned(lines[6], 'current')),
      { reason: 'checkpoint_altered', checkpoint: 1, line: 7 },
    ],
    [
      'a checkpoint altered whose key nobody has',
      (lines) => lines.splice(6, 1, resigned(lines[6], 'gone')),
      { reason: 'checkpoint_altered', checkpoint: 1, line: 10 },
    ],
    [
      'a chain written again with hashes that fit, and between which records',
      (lines) => rewrite(lines, 'b', 3),
      { reason: 'chain_rewritten', ...record('b', 3), through: 4, line: 10 },
    ],
  ];
  for (const [name, mutate, error] of FAULTS) {
    it(`finds ${name}`, async () => {
      const lines = [...whole().exported()];
      mutate(lines);
      expect(await verify(lines))
        .to.have.property('error')
        .that.deep.equals(error);
    });
  }

  it('finds a beginning cut off further than retention went', async () => {
    const trail = whole().prune('b', 3).grow({ a: 1 });
    const lines = trail.exported().filter((entry) => entry.kind !== 'decision' || entry.seq > 4);
    expect(await verify(lines))
      .to.have.property('error')
      .that.deep.includes(record('a', 1));
  });

  it('finds a chain that is gone, with all that was on it', async () => {
    const lines = new GrowingTrail().grow({ a: 1, b: 1 }).forget('b').grow({ a: 1 }).exported();
    expect(await verify(lines))
      .to.have.property('error')
      .that.deep.equals({ reason: 'chain_missing', chain: 'b', line: 3 });
  });

  it('finds by a checkpoint remembered outside what the trail alone cannot tell', async () => {
    const short = new GrowingTrail().grow({ a: 3, b: 2 });
    const hash = 'f'.repeat(64);
    expect(await verify(short.exported())).to.have.property('ok', true);
    const cases = [
      [{ number: 3, hash }, short, { reason: 'checkpoint_missing', checkpoint: 2 }],
      [{ number: 1, hash }, short, { reason: 'anchor_differs', checkpoint: 1 }],
      [
        { number: 1, hash },
        whole().pruneCheckpoints(2).grow({}),
        { reason: 'anchor_removed', checkpoint: 1 },
      ],
    ] as const;
    for (const [remembered, trail, error] of cases) {
      const found = await verify(trail.exported(), { expect: remembered });
      expect(found).to.have.property('error').that.deep.includes(error);
    }
  });

  for (const [name, change] of [
    ['white space', (line: string) => line.replace(',', ', ')],
    ['a repeated member', (line: string) => line.replace('"kind"', '"kind":"checkpoint","kind"')],
    ['a further member', (line: string) => line.replace('"kind"', '"kine":1,"kind"')],
    ['a number written otherwise', (line: string) => line.replace('"seq":2', '"seq":2.0')],
    ['an escape that is not needed', (line: string) => line.replace('"allow"', '"\\u0061llow"')],
    ['no JSON', () => '{'],
    ['nothing on it', () => ''],
  ] as const) {
    it(`finds a line with ${name}`, async () => {
      const lines = whole()
        .exported()
        .map((entry) => writeLine(entry, 'jsonl', ISSUER));
      const before = lines[2] ?? '';
      lines[2] = change(before);
      expect(lines[2]).to.not.equal(before);
      const found = await verifyLines(lines, {});
      expect(found).to.have.property('error').that.deep.equals({ reason: 'malformed_line', line: 3 });
    });
  }
});

function verify(
  lines: readonly Entry[],
  options: Partial<ReadingOptions> = {},
  format: TrailFormat = 'jsonl',
) {
  return verifyLines(
    lines.map((entry) => writeLine(entry, format, ISSUER)),
    options,
  );
}

async function verifyLines(lines: readonly string[], options: Partial<ReadingOptions>) {
  const verification = verifyTrail({ checkSignature: signaturesBy('current'), ...options });
  for (const line of lines) await verification.take(line);
  return verification.finish();
}

/** By line numbers, from 1. */
function repeat(lines: Entry[], line: number): void {
  lines.splice(line, 0, ...lines.slice(line - 1, line));
}

function swap(lines: Entry[], line: number, other: number): void {
  const [a, b] = [lines[line - 1], lines[other - 1]];
  if (a === undefined || b === undefined) throw new Error('no such line');
  lines[line - 1] = b;
  lines[other - 1] = a;
}

function altered(entry: Entry | undefined): Entry {
  if (entry?.kind !== 'decision') throw new Error('no decision');
  return { ...entry, record: { ...entry.record, outcome: 'deny' } };
}

/** With another signature, which says that it is by `key`. */
function resigned(entry: Entry | undefined, key: string): Entry {
  if (entry?.kind !== 'checkpoint') throw new Error('no checkpoint');
  const header = Buffer.from(JSON.stringify({ kid: key })).toString('base64url');
  return { ...entry, statement: `${header}.${entry.statement.split('.')[1]}.c2lnbmVk` };
}

/** As somebody does who can write to the store: alters a record, and makes every hash after it fit. */
function rewrite(lines: Entry[], chain: string, from: number): void {
  const isOf = (entry: Entry): entry is DecisionEntry => entry.kind === 'decision' && entry.chain === chain;
  let end = lines.find((entry) => isOf(entry) && entry.seq === from - 1) as DecisionEntry;
  for (const [index, entry] of lines.entries()) {
    if (!isOf(entry) || entry.seq < from) continue;
    const record = { ...entry.record, outcome: 'deny' };
    end = { ...entry, record, ...link(chain, end, canonicalJson(record)) };
    lines[index] = end;
  }
}
