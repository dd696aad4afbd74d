import { expect } from 'chai';
import fc from 'fast-check';
import { type Key, PersistentMap } from '../../src/candidates/persistent-map.ts';

const empty = () => PersistentMap.empty<Key, number>();

const key = fc.oneof(
  fc.constantFrom<Key>('1', 1, true, 'true', '', 0, false),
  fc.string({ maxLength: 3 }),
  fc.nat(50),
);

const change = fc.record({ set: fc.array(fc.tuple(key, fc.nat())), remove: fc.array(key) });

function entriesOf(map: ReadonlyMap<Key, number>): readonly string[] {
  return [...map].map(([name, value]) => `${typeof name} ${name} ${value}`).sort();
}

describe('PersistentMap', () => {
  it('holds what a map holds after the same changes', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const model = new Map<Key, number>();
        let map = empty();
        for (const { set, remove } of changes) {
          map = map.with(new Map(set), remove);
          for (const name of remove) model.delete(name);
          for (const [name, value] of set) model.set(name, value);
          expect(entriesOf(map)).to.deep.equal(entriesOf(model));
          expect(map.size).to.equal(model.size);
        }
        for (const name of model.keys())
          expect([map.get(name), map.has(name)]).to.deep.equal([model.get(name), true]);
      }),
    );
  });

  it('stays as it is when another is made from it', () => {
    fc.assert(
      fc.property(change, change, (first, second) => {
        const before = empty().with(new Map(first.set), first.remove);
        const entries = entriesOf(before);
        before.with(new Map(second.set), second.remove);
        expect(entriesOf(before)).to.deep.equal(entries);
      }),
    );
  });

  it('holds as many entries as there are, and loses none by a change', () => {
    const many = new Map(Array.from({ length: 20_000 }, (_, index) => [`key-${index}`, index]));
    const map = empty()
      .with(many)
      .with(new Map([['key-7', -7]]), ['key-8', 'absent']);
    expect(map.size).to.equal(19_999);
    expect([map.get('key-7'), map.get('key-8'), map.get('key-9')]).to.deep.equal([-7, undefined, 9]);
    expect([...map.keys()]).to.have.length(19_999);
  });

  it('grows entry by entry', () => {
    let map = empty();
    for (let index = 0; index < 5000; index++) map = map.with(new Map([[index, index]]));
    expect(map.size).to.equal(5000);
    expect(entriesOf(map)).to.have.length(5000);
    expect(map.get(4999)).to.equal(4999);
  });

  it('holds nothing that was removed, however it grew in between', () => {
    let map = empty();
    for (let next = 0; next < 5000; next++) {
      map = map.with(new Map([[next, next]]), next % 3 === 0 ? [next - 1000] : []);
    }
    const kept = Array.from({ length: 5000 }, (_, key) => key).filter((key) => key % 3 !== 2 || key >= 4000);
    expect([...map.keys()].sort((a, b) => Number(a) - Number(b))).to.deep.equal(kept);
    expect(map.size).to.equal(kept.length);
    expect([map.has(2), map.get(3)]).to.deep.equal([false, 3]);
  });

  it('tells keys apart by their type', () => {
    const map = empty().with(
      new Map<Key, number>([
        ['1', 1],
        [1, 2],
        ['true', 3],
        [true, 4],
      ]),
    );
    expect(['1', 1, 'true', true].map((name) => map.get(name))).to.deep.equal([1, 2, 3, 4]);
  });
});
