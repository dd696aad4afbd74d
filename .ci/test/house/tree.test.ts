import { expect } from 'chai';
import { checkTree } from '../../house/tree.ts';
import { houseOf } from './house-of.ts';

const texts = (house: Parameters<typeof checkTree>[0]) => checkTree(house).map(({ text }) => text);

describe('checkTree', () => {
  for (const file of ['src/utils.ts', 'src/helpers/a.ts', 'test/common/a.test.ts', 'src/shared.test.ts']) {
    it(`refuses the name ${file}`, () => {
      expect(texts(houseOf('packages/sts', { [file]: '' }))[0]).to.include('says nothing');
    });
  }

  it('allows names that only contain such a word', () => {
    expect(texts(houseOf('packages/sts', { 'src/shared-issuer.ts': '' }))).to.deep.equal([]);
  });

  it('refuses a file of src over 300 lines, and lets a test be long', () => {
    const lines = (count: number) => '\n'.repeat(count - 1).concat('x');
    expect(texts(houseOf('packages/sts', { 'src/a.ts': lines(301) }))).to.deep.equal([
      '301 lines: split it (at most 300)',
    ]);
    expect(
      texts(houseOf('packages/sts', { 'src/a.ts': lines(300), 'test/a.test.ts': lines(999) })),
    ).to.deep.equal([]);
  });

  it('refuses a project that the root does not compile', () => {
    const house = houseOf('packages/sts', {}, { references: [], testReferences: [] });
    expect(texts({ ...house, references: ['packages/sts'] })).to.deep.equal([
      'packages/sts/test is missing from references',
    ]);
  });

  for (const path of ['work/main/src', 'root/.npm', 'home/jane/cambio', 'Users/jane/cambio']) {
    it(`refuses the path /${path}`, () => {
      const house = houseOf('packages/sts', { 'src/a.ts': `\nconst a = '/${path}/a';` });
      expect(checkTree(house)).to.have.length(1);
      expect(checkTree(house)[0]).to.include({ file: 'packages/sts/src/a.ts', line: 2 });
    });
  }

  for (const text of ["'./work/app/src'", "'https://acme.example/work/app/x'", "'/home/runner/work/x'"]) {
    it(`leaves ${text} alone`, () => {
      expect(texts(houseOf('packages/sts', { 'src/a.ts': text }))).to.deep.equal([]);
    });
  }
});
