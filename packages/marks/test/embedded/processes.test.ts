import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { openEmbeddedMarks } from '../../src/embedded/embedded-marks.ts';

const NOW = 1_800_000_000;
const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** The keys a child says it has reserved; it is killed as soon as it has said `limit` answers. */
async function keysReserved(path: string, limit: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [CHILD, path, `${NOW}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === limit) child.kill('SIGKILL');
  }
  await exit;
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ answer }) => answer.value === 'reserved')
    .map(({ key }) => key);
}

describe('several processes on one file of marks', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cambio-marks-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('are killed while they reserve: no key is reserved twice, and none is forgotten', async () => {
    const path = join(directory, 'cambio.db');
    const reserved: string[] = [];
    for (const limit of [1, 60, 200, 500]) {
      const said = await Promise.all([keysReserved(path, limit), keysReserved(path, limit)]);
      reserved.push(...said.flat());
    }
    expect(reserved.length).to.be.greaterThan(100);
    expect(new Set(reserved).size).to.equal(reserved.length);

    const marks = await openEmbeddedMarks({ path, now: () => NOW * 1000 });
    if (!marks.ok) throw new Error(marks.error.reason);
    for (const key of reserved) {
      expect(await marks.value.reserve(key, NOW + 300)).to.deep.equal(ok('exists'));
    }
    await marks.value.close();
  });
});
