import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { announcement, topicOf } from '../../src/workers/announcement.ts';

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url));

describe('two workers of one program', () => {
  const said: Record<string, unknown>[] = [];

  before(async function () {
    this.timeout(60_000);
    const directory = mkdtempSync(join(tmpdir(), 'cambio-marks-'));
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [PROGRAM, join(directory, 'cambio.db')], {
      timeout: 50_000,
    });
    said.push(
      ...stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
    rmSync(directory, { recursive: true });
  });

  it('hear of a change that one of them tells of, and of nothing else', () => {
    expect(said.flatMap(({ heard }) => heard ?? [])).to.deep.equal(['trust', 'trust']);
  });

  it('count up one counter together', () => {
    const left = said.flatMap(({ left }) => (typeof left === 'number' ? left : []));
    expect(left.toSorted((a, b) => b - a)).to.deep.equal([9, 8, 7, 6, 5, 4]);
  });
});

describe('what a worker tells its primary of a change', () => {
  it('is told from what others say on the same channel', () => {
    expect(topicOf(announcement('keys'))).to.equal('keys');
    for (const other of [null, 'keys', 7, {}, { changed: 'x' }, { channel: 'rate_limiter_flexible' }]) {
      expect(topicOf(other)).to.equal(undefined);
    }
  });
});
