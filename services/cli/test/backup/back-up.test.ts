import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { backUp } from '../../src/backup/back-up.ts';
import { EXIT } from '../../src/exit-code.ts';
import { listKeys } from '../../src/keys/list-keys.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

describe('cambio backup', () => {
  let gateway: GatewayUnderTest;
  let config: string;
  let file: string;

  beforeEach(async () => {
    gateway = await gatewayUnderTest();
    config = gateway.folder.settings;
    file = join(gateway.folder.path, 'copy.db');
  });
  afterEach(() => gateway.close());

  async function run(options: Parameters<typeof backUp>[1], to = file) {
    const terminal = terminalUnderTest({});
    const code = await backUp(to, options, terminal);
    return { code, written: terminal.written(), noted: terminal.noted() };
  }

  it('copies the store of a running gateway, names the copy, and says which key goes with it', async () => {
    const { code, written, noted } = await run({ config });
    expect({ code, written }).to.deep.equal({ code: EXIT.done, written: `${file}\n` });
    expect(noted).to.match(/^Copied and checked: \d+ KiB\.\nIt is of no use without the key in /);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
  });

  it('gives what another command reads as it reads the store', async () => {
    await run({ config });
    const settings = join(gateway.folder.path, 'restored.yaml');
    writeFileSync(settings, `ledger: {url: "sqlite:${file}"}\n`);
    const [there, here] = [terminalUnderTest({}), terminalUnderTest({})];
    await listKeys({ config, json: true }, there);
    await listKeys({ config: settings, json: true }, here);
    expect(here.written()).to.equal(there.written());
  });

  it('writes over nothing', async () => {
    writeFileSync(file, 'mine');
    const { code, noted } = await run({ config });
    expect(code).to.equal(EXIT.usage);
    expect(noted).to.equal(`cambio: ${file} is there already\n  Name a new file.\n`);
  });

  it('says that there is no store, and makes none', async () => {
    const data = join(gateway.folder.path, 'nowhere');
    const { code, noted } = await run({ data });
    expect(code).to.equal(EXIT.unreachable);
    expect(noted).to.contain('the store is not there');
    expect(existsSync(data)).to.equal(false);
  });

  it('leaves PostgreSQL to its own tools, without a word of its password', async () => {
    const settings = join(gateway.folder.path, 'many.yaml');
    writeFileSync(
      settings,
      'ledger: {url: "postgres://ann:secret@db/cambio"}\nmarks: {url: "redis://cache"}\n',
    );
    const { code, noted } = await run({ config: settings });
    expect(code).to.equal(EXIT.usage);
    expect(noted).to.contain('pg_dump').and.not.contain('secret');
  });
});
