import { expect } from 'chai';
import fc from 'fast-check';
import { HashTable, type RowKind } from '../../src/candidates/hash-table.ts';

type Named = readonly [hash: number, name: string, length: number];

const NAMED: RowKind<Named> = { width: 3, isSame: ([, name], [, other]) => name === other };

/** What to put and to take out; each name once under a hash. */
const rows = fc.uniqueArray(
  fc
    .tuple(fc.nat(20), fc.constantFrom('a', 'bb', 'ccc', 'dddd'))
    .map(([hash, name]): Named => [hash, name, name.length]),
  { selector: ([hash, name]) => `${hash} ${name}` },
);

const numbered = (hash: number): Named => [hash, `${hash}`, 1];

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('HashTable', () => {
  it('has what was put and not taken out, and stays as it is when another is made from it', () => {
    fc.assert(
      fc.property(fc.array(rows), (steps) => {
        let table = HashTable.empty(NAMED);
        let model: readonly Named[] = [];
        for (const step of steps) {
          const isAmong = (row: Named, others: readonly Named[]) =>
            others.some(([hash, name]) => hash === row[0] && name === row[1]);
          const [before, was] = [table, model];
          const [gone, put] = [
            step.filter((row) => isAmong(row, was)),
            step.filter((row) => !isAmong(row, was)),
          ];
          table = table.with(put, gone);
          model = [...was.filter((row) => !isAmong(row, gone)), ...put];
          for (const [each, holds] of [
            [before, was],
            [table, model],
          ] as const) {
            expect(each.size).to.equal(holds.length);
            for (let hash = 0; hash <= 20; hash++) {
              expect(each.find(hash)).to.have.deep.members(holds.filter(([at]) => at === hash));
            }
          }
        }
      }),
    );
  });

  it('holds more than fit one page, and loses none as it grows', () => {
    const many = range(0, 30_000).map((index) => numbered(index * 7919));
    const table = HashTable.empty(NAMED).with(many.slice(0, 15_000), []).with(many.slice(15_000), []);
    for (const row of many) expect(table.find(row[0])).to.deep.equal([row]);
    expect(table.find(1)).to.deep.equal([]);
  });

  it('finds what stays and nothing that was taken out, however it grew in between', () => {
    let table = HashTable.empty(NAMED);
    for (let next = 0; next < 20_000; next += 500) {
      const gone = range(next - 1000, next - 500).filter((hash) => hash >= 0 && hash % 3 === 0);
      table = table.with(range(next, next + 500).map(numbered), gone.map(numbered));
    }
    for (const hash of range(0, 20_000)) {
      const isGone = hash % 3 === 0 && hash < 19_000;
      expect(table.find(hash)).to.deep.equal(isGone ? [] : [numbered(hash)]);
    }
  });

  it('puts another row in the place of one that is taken out', () => {
    const table = HashTable.empty(NAMED).with([[7, 'a', 1]], []);
    expect(table.with([[7, 'a', 2]], [[7, 'a', 1]]).find(7)).to.deep.equal([[7, 'a', 2]]);
  });
});
