import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect } from 'chai';

const FILTER = '/proc/self/coredump_filter';

const PROGRAM = `
  import { existsSync, readFileSync } from 'node:fs';
  import { keepOutOfCoreFiles } from '${new URL('../src/core-files.ts', import.meta.url)}';
  keepOutOfCoreFiles();
  if (existsSync('${FILTER}')) process.stdout.write(readFileSync('${FILTER}', 'utf8'));`;

describe('a program of the action', () => {
  it('leaves nothing of its memory in core files, and runs where it cannot say so', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM]);
    expect(stdout).to.equal(existsSync(FILTER) ? '00000000\n' : '');
  });
});
