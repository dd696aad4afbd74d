import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { exportAudit } from '../../src/audit/export-audit.ts';
import { type VerifyOptions, verifyAudit } from '../../src/audit/verify-audit.ts';
import { EXIT } from '../../src/exit-code.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

describe('audit', () => {
  let folder: string;
  let keys: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-verify-'));
    keys = join(folder, 'jwks.json');
    await writeFile(keys, '{"keys":[]}');
  });
  after(() => rm(folder, { recursive: true }));

  async function verify(file: string | undefined, options: Partial<VerifyOptions> = {}, input = '') {
    const terminal = terminalUnderTest({ input });
    const code = await verifyAudit(file, { keys, ...options }, terminal);
    return { code, written: terminal.written(), noted: terminal.noted() };
  }

  it('verify finds what is no trail, from a file or standard input', async () => {
    const file = join(folder, 'trail.jsonl');
    await writeFile(file, '{"kind":"decision"}\n');
    for (const { code, written } of [await verify(file), await verify('-', {}, 'x\n'), await verify('-')]) {
      expect(code).to.equal(EXIT.denied);
      expect(written).to.equal('✗ line 1: this is not a line that an export has here (malformed_line)\n');
    }
  });

  it('verify gives a fault as JSON', async () => {
    const { code, written } = await verify('-', { json: true }, 'x');
    expect(code).to.equal(EXIT.denied);
    expect(JSON.parse(written)).to.deep.equal({ fault: { reason: 'malformed_line', line: 1 } });
  });

  it('verify refuses what it cannot work with', async () => {
    const cases = [
      [await verify('-', { keys: join(folder, 'none.json') }), 'there is no such file'],
      [await verify('-', { expect: '12' }), '--expect is not NUMBER:HASH'],
      [await verify('-', { expect: `0:${'a'.repeat(64)}` }), '--expect is not NUMBER:HASH'],
      [await verify(join(folder, 'none.jsonl')), 'there is no such file'],
    ] as const;
    for (const [{ code, noted }, says] of cases) {
      expect(code, says).to.equal(EXIT.usage);
      expect(noted).to.contain(says);
    }
    await writeFile(join(folder, 'no-set.json'), '{}');
    expect((await verify('-', { keys: join(folder, 'no-set.json') })).noted).to.contain('is no key set');
  });

  it('neither reads nor makes a store that is not there', async () => {
    const data = join(folder, 'data');
    expect((await verify(undefined, { data })).code).to.equal(EXIT.unreachable);
    const terminal = terminalUnderTest();
    expect(await exportAudit({ data, format: 'jsonl' }, terminal)).to.equal(EXIT.unreachable);
    expect(terminal.written()).to.equal('');
  });
});
