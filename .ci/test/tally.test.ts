import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { forgetCounts, tally, testedRooms } from '../tally.ts';

describe('tally', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cambio-ci-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, content: unknown): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), JSON.stringify(content));
  }

  it('knows the rooms that have tests', () => {
    write('packages/a/package.json', { scripts: { test: 'mocha', 'test:peers': 'mocha' } });
    write('packages/b/package.json', { scripts: { build: 'tsc' } });
    write('services/c/package.json', {});
    write('packages/d/README.md', '');
    write('.ci/package.json', { scripts: { test: 'mocha' } });
    expect(testedRooms(root, 'test')).to.deep.equal(['.ci', 'packages/a']);
    expect(testedRooms(root, 'test:peers')).to.deep.equal(['packages/a']);
  });

  it('sums what each room counted', () => {
    write('a/.turbo/counts.json', { passed: 3, failed: 1 });
    write('b/.turbo/counts.json', { passed: 4, failed: 0 });
    expect(tally(root, ['a', 'b'])).to.deep.equal({ passed: 7, failed: 1, unfinished: [] });
  });

  it('takes a room without counts for a failure', () => {
    write('a/.turbo/counts.json', { passed: 3, failed: 0 });
    expect(tally(root, ['a', 'crashed'])).to.deep.equal({ passed: 3, failed: 1, unfinished: ['crashed'] });
  });

  it('forgets what an earlier run counted', () => {
    write('a/.turbo/counts.json', { passed: 3, failed: 0 });
    forgetCounts(root, ['a']);
    expect(tally(root, ['a'])).to.deep.include({ passed: 0, failed: 1 });
  });
});
