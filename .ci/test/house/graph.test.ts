import { expect } from 'chai';
import { checkGraph } from '../../house/graph.ts';
import { houseOf } from './house-of.ts';

const texts = (house: Parameters<typeof checkGraph>[0]) => checkGraph(house).map(({ text }) => text);

describe('checkGraph', () => {
  it('is content with what is allowed, declared and referred to', () => {
    const house = houseOf(
      'packages/claims',
      { 'src/a.ts': "import { ok } from '@cambio/oauth';" },
      { dependencies: ['oauth'], references: ['oauth'] },
    );
    expect(checkGraph(house)).to.deep.equal([]);
  });

  it('refuses a room that the rules do not know', () => {
    expect(checkGraph(houseOf('packages/attic', {}))).to.deep.equal([
      {
        file: 'packages/attic/package.json',
        line: 1,
        text: 'the room attic is not in .ci/house/rules.ts',
      },
    ]);
  });

  it('refuses an import against the graph, at its line', () => {
    const house = houseOf(
      'packages/oauth',
      { 'src/a.ts': "\nimport { x } from '@cambio/claims';" },
      { dependencies: ['claims'] },
    );
    expect(checkGraph(house)).to.deep.equal([
      { file: 'packages/oauth/src/a.ts', line: 2, text: 'oauth must not import @cambio/claims' },
    ]);
  });

  it('lets a room in for its types, and for nothing else', () => {
    const declared = { dependencies: ['sts'] };
    const types = houseOf(
      'packages/marks',
      { 'src/a.ts': "import type { Marks } from '@cambio/sts';" },
      declared,
    );
    const values = houseOf(
      'packages/marks',
      { 'src/a.ts': "import { exchange } from '@cambio/sts';" },
      declared,
    );
    expect(texts(types)).to.deep.equal([]);
    expect(texts(values)).to.deep.equal(['marks may import types of @cambio/sts, and nothing else of it']);
  });

  it('lets a room into one folder', () => {
    const testkit = "import { fixedClock } from '@cambio/testkit';";
    const declared = { devDependencies: ['testkit'] };
    expect(texts(houseOf('services/cli', { 'src/demo/run.ts': testkit }, declared))).to.deep.equal([]);
    expect(texts(houseOf('services/cli', { 'src/serve.ts': testkit }, declared))).to.deep.equal([
      'cli may import @cambio/testkit in src/demo alone',
    ]);
  });

  it('lets tests use the testkit, but not reach across the graph', () => {
    const using = (room: string) => ({ 'test/a.test.ts': `import { x } from '@cambio/${room}';` });
    expect(
      texts(houseOf('packages/upstream', using('testkit'), { devDependencies: ['testkit'] })),
    ).to.deep.equal([]);
    expect(texts(houseOf('packages/upstream', using('mint'), { devDependencies: ['mint'] }))).to.deep.equal([
      'tests of upstream must not import @cambio/mint',
    ]);
    expect(texts(houseOf('e2e', using('mint'), { devDependencies: ['mint'] }))).to.deep.equal([]);
  });

  it('wants every import declared, and every declaration used', () => {
    const files = {
      'src/a.ts': "import { ok } from '@cambio/oauth';",
      'test/a.test.ts': "import { fixedClock } from '@cambio/testkit';",
    };
    expect(texts(houseOf('packages/policy', files))).to.deep.equal([
      '@cambio/oauth is imported in src and missing from dependencies',
      '@cambio/testkit is imported in tests and missing from devDependencies',
    ]);
    expect(
      texts(houseOf('packages/policy', {}, { dependencies: ['oauth'], devDependencies: ['testkit'] })),
    ).to.deep.equal([
      '@cambio/oauth is in dependencies and not imported in src',
      '@cambio/testkit is in devDependencies and not imported in tests',
    ]);
  });

  it('wants what a bundle is made of installed with nobody', () => {
    const files = { 'src/a.ts': "import { ok } from '@cambio/oauth';" };
    expect(texts(houseOf('services/cli', files, { devDependencies: ['oauth'] }))).to.deep.equal([]);
    expect(
      texts(houseOf('services/cli', files, { dependencies: ['oauth'], devDependencies: ['sts'] })),
    ).to.deep.equal([
      '@cambio/oauth is bundled: it is for devDependencies',
      '@cambio/oauth is imported and missing from devDependencies',
      '@cambio/sts is in devDependencies and not imported',
    ]);
  });

  it('wants the references of both tsconfig files to say the same', () => {
    const files = {
      'src/a.ts': "import { ok } from '@cambio/oauth';",
      'test/a.test.ts': "import { ok } from '@cambio/oauth';",
    };
    const house = houseOf('packages/claims', files, {
      dependencies: ['oauth'],
      references: [],
      testReferences: ['packages/claims', 'packages/sts'],
    });
    expect(checkGraph(house)).to.deep.equal([
      {
        file: 'packages/claims/tsconfig.json',
        line: 1,
        text: 'oauth is imported and missing from references',
      },
      {
        file: 'packages/claims/test/tsconfig.json',
        line: 1,
        text: 'packages/sts is in references and not imported',
      },
    ]);
  });
});
