import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@cambio/testkit';
import { expect } from 'chai';
import { type RunningCambio, startCambio } from '../gateway/cambio.ts';
import { runProgram } from '../gateway/programs.ts';
import { readPage } from './page.ts';

const BLOCKS = readPage('README.md').blocks.filter(
  ({ section, language }) => section === 'try-it-by-hand' && language === 'sh',
);

/** The one that has this in it, with the ports of this machine. */
function block(part: string, port: number): string {
  const [found, ...more] = BLOCKS.filter(({ text }) => text.includes(part));
  if (found === undefined || more.length > 0) throw new Error(`not one block with ${part}`);
  return found.text.replaceAll('localhost:8080', `localhost:${port}`);
}

/** Of a block that calls `cambio` once. */
function argumentsOf(text: string): readonly string[] {
  expect(text).to.match(/^npx pnpm cambio /);
  return text.replace(/^npx pnpm cambio /, '').split(' ');
}

describe('the README, tried by hand', () => {
  let folder: string;
  let port: number;
  let platform: RunningCambio;
  let gateway: RunningCambio;
  let job: Readonly<Record<string, string>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-by-hand-'));
    port = await freePort();
    platform = startCambio(argumentsOf(block('demo --platform', port)), { folder });
    const printed = await platform.says('REQUEST_TOKEN=');
    const exported = [...printed.matchAll(/^export (\w+)='([^']*)'$/gm)];
    job = Object.fromEntries(exported.map(([, name = '', value = '']) => [name, value]));
    const here = [
      '--listen',
      String(port),
      '--issuer',
      `http://localhost:${port}`,
      '--set',
      'internal.port=0',
    ];
    gateway = startCambio([...argumentsOf(block('cambio serve', port)), ...here], { folder });
    await gateway.says('"serving"');
  });
  after(async () => {
    for (const each of [gateway, platform]) {
      each.process.kill();
      await each.finished;
    }
    await rm(folder, { recursive: true });
  });

  it('gets a token', async () => {
    const { code, stdout, stderr } = await runProgram('bash', ['-c', block('TOKEN=$(curl', port)], {
      env: job,
    });
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ token_type: 'Bearer', expires_in: 600 });
  });
});
