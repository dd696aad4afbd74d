import { expect } from 'chai';
import { checkCycles, findCycles } from '../../house/cycles.ts';
import { houseOf } from './house-of.ts';

describe('findCycles', () => {
  const graphs = [
    { name: 'nothing in a tree', graph: { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, cycles: [] },
    { name: 'a node that names itself', graph: { a: ['a'] }, cycles: [['a']] },
    { name: 'two that name each other', graph: { a: ['b'], b: ['a'] }, cycles: [['b', 'a']] },
    { name: 'a long way round', graph: { a: ['b'], b: ['c'], c: ['a'] }, cycles: [['a', 'b', 'c']] },
    {
      name: 'two apart',
      graph: { a: ['b'], b: ['a'], c: ['d', 'a'], d: ['c'] },
      cycles: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { name: 'nothing outside the graph', graph: { a: ['elsewhere'] }, cycles: [] },
  ];
  for (const { name, graph, cycles } of graphs) {
    it(`finds ${name}`, () => {
      const found = findCycles(new Map(Object.entries(graph)));
      expect(found.map((path) => path.toSorted())).to.deep.equal(cycles.map((path) => path.toSorted()));
    });
  }
});

describe('checkCycles', () => {
  it('sees files of a room that import each other, for types too', () => {
    const house = houseOf('packages/sts', {
      'src/a.ts': "import type { B } from './deep/b.ts';",
      'src/deep/b.ts': "import { a } from '../a.ts';",
    });
    expect(checkCycles(house)).to.deep.equal([
      {
        file: 'packages/sts/src/a.ts',
        line: 1,
        text: 'a cycle: packages/sts/src/a.ts → packages/sts/src/deep/b.ts → packages/sts/src/a.ts',
      },
    ]);
  });

  it('sees rooms that need each other, if only for tests', () => {
    const claims = houseOf('packages/claims', {}, { devDependencies: ['testkit'] });
    const testkit = houseOf('packages/testkit', {}, { dependencies: ['claims'] });
    const both = { ...claims, rooms: [...claims.rooms, ...testkit.rooms] };
    expect(checkCycles(both).map(({ text }) => text)).to.deep.equal(['a cycle: claims → testkit → claims']);
  });
});
