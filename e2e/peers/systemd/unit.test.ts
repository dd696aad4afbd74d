import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { ROOT } from '../../documents/page.ts';
import { CAMBIO } from '../../gateway/cambio.ts';
import { runProgram } from '../../gateway/programs.ts';

const UNIT = join(ROOT, 'config/deploy/systemd/cambio.service');
const INSTALLED = '/usr/local/bin/cambio';

/** What systemd makes of the exposure: 0 is a service that can do nothing, 10 one that can do anything. In tenths. */
const MOST_EXPOSURE = 15;

describe('the systemd unit', () => {
  let folder: string;
  let unit: string;
  let text: string;

  before(async () => {
    await requireProgram('systemd-analyze', 'systemd');
    folder = await mkdtemp(join(tmpdir(), 'cambio-unit-'));
    unit = join(folder, 'cambio.service');
    text = await readFile(UNIT, 'utf8');
    // Nothing is installed on the machine that tests.
    await writeFile(unit, text.replace(INSTALLED, CAMBIO));
  });

  after(() => rm(folder, { recursive: true }));

  it('is one that systemd takes without a remark', async () => {
    const { code, stdout, stderr } = await runProgram('systemd-analyze', ['verify', unit]);
    expect(stdout + stderr).to.equal('');
    expect(code).to.equal(0);
  });

  it('leaves the gateway little it could do to the machine', async () => {
    const { code, stdout } = await runProgram('systemd-analyze', [
      'security',
      '--offline=true',
      '--no-pager',
      `--threshold=${MOST_EXPOSURE}`,
      unit,
    ]);
    expect(code, stdout).to.equal(0);
  });

  it('starts the gateway with options it has, and in the folder its state is kept in', async () => {
    const [, start = ''] = /^ExecStart=(.*)$/m.exec(text) ?? [];
    const [program, command, ...options] = start.split(' ');
    expect(program).to.equal(INSTALLED);
    const { stdout } = await runProgram(CAMBIO, [command ?? '', '--help']);
    expect(options.filter((word) => word.startsWith('--'))).to.deep.equal(['--config']);
    expect(stdout).to.contain('--config <file>');
    const [, state] = /^StateDirectory=(.*)$/m.exec(text) ?? [];
    expect(text).to.contain(`\nWorkingDirectory=/var/lib/${state}\n`);
  });
});
