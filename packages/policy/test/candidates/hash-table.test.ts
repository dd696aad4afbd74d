import { expect } from 'chai';
import fc from 'fast-check';
import { type Entries, type Found, HashTable } from '../../src/candidates/hash-table.ts';

interface Value {
  readonly name: string;
}

const VALUES: readonly Value[] = ['a', 'b', 'c', 'd'].map((name) => ({ name }));

/** What to put and to take out, hashes with values; each pair once. */
const pairs = fc.uniqueArray(fc.tuple(fc.nat(20), fc.constantFrom(...VALUES)), {
  selector: ([hash, { name }]) => `${hash} ${name}`,
});

function entriesOf(some: readonly (readonly [number, Value])[]): Entries<Value> {
  return { hashes: some.map(([hash]) => hash), values: some.map(([, value]) => value) };
}

function namesIn(found: Found<Value>): readonly string[] {
  return [found ?? []].flat().map(({ name }) => name);
}

describe('HashTable', () => {
  it('has what was put and not taken out, and stays as it is when another is made from it', () => {
    fc.assert(
      fc.property(fc.array(pairs), (steps) => {
        let table = HashTable.empty<Value>();
        let model: readonly (readonly [number, Value])[] = [];
        for (const step of steps) {
          const has = ([hash, value]: readonly [number, Value]) =>
            model.some(([at, other]) => at === hash && other === value);
          const [before, was] = [table, model];
          table = table.with(entriesOf(step.filter((pair) => !has(pair))), entriesOf(step.filter(has)));
          const gone = step.filter(has);
          model = [
            ...model.filter(([at, other]) => !gone.some(([hash, value]) => at === hash && other === value)),
            ...step.filter((pair) => !has(pair)),
          ];
          for (const [each, holds] of [
            [before, was],
            [table, model],
          ] as const) {
            expect(each.isEmpty).to.equal(holds.length === 0);
            for (let hash = 0; hash <= 20; hash++) {
              const names = holds.filter(([at]) => at === hash).map(([, { name }]) => name);
              expect(namesIn(each.find(hash))).to.have.members(names);
            }
          }
        }
      }),
    );
  });

  it('holds more than fit one page, and loses none as it grows', () => {
    const many = Array.from({ length: 30_000 }, (_, hash) => ({ name: `${hash}` }));
    const half = many.length / 2;
    const entries = (from: number, to: number) => ({
      hashes: many.slice(from, to).map((_, index) => (from + index) * 7919),
      values: many.slice(from, to),
    });
    const nothing = { hashes: [], values: [] };
    const table = HashTable.empty<Value>()
      .with(entries(0, half), nothing)
      .with(entries(half, many.length), nothing);
    for (const [index, value] of many.entries()) expect(table.find(index * 7919)).to.equal(value);
    expect(table.find(1)).to.equal(undefined);
  });

  it('finds what stays and nothing that was taken out, however it grew in between', () => {
    const many = Array.from({ length: 20_000 }, (_, hash) => ({ name: `${hash}` }));
    const entries = (hashes: readonly number[]) => ({
      hashes,
      values: hashes.flatMap((hash) => many[hash] ?? []),
    });
    let table = HashTable.empty<Value>();
    for (let next = 0; next < many.length; next += 500) {
      const added = many.slice(next, next + 500).map((_, index) => next + index);
      const gone = added.map((hash) => hash - 1000).filter((hash) => hash >= 0 && hash % 3 === 0);
      table = table.with(entries(added), entries(gone));
    }
    for (const [hash, value] of many.entries()) {
      const isGone = hash % 3 === 0 && hash < many.length - 1000;
      expect(table.find(hash)).to.equal(isGone ? undefined : value);
    }
  });
});
