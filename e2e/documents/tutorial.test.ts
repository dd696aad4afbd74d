import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@cambio/testkit';
import { expect } from 'chai';
import { CAMBIO, type RunningCambio, startCambio } from '../gateway/cambio.ts';
import { type Finished, runProgram } from '../gateway/programs.ts';
import { ROOT, readPage } from './page.ts';

const PAGE = readPage('docs/tutorial.md');

/** What the reader installs in step 1, and what the fourth terminal does about failures: goes on. */
const PROLOGUE = `cambio() { ${process.execPath} ${CAMBIO} "$@"; }`;

/** The blocks of a step, in order, with the ports of this machine in place of those of the page. */
type Step = (heading: string, language: string) => readonly string[];

describe('the tutorial, as a reader goes through it', () => {
  let folder: string;
  let step: Step;
  let platform: RunningCambio;
  let gateway: RunningCambio;
  let service: ChildProcess;
  /** What the fourth terminal has in its environment. */
  let job: Readonly<Record<string, string>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-tutorial-'));
    platform = startCambio(
      argumentsOf(only(PAGE.blocks.filter(({ section }) => section === '2-a-platform'))),
      { folder },
    );
    const printed = await platform.says('REQUEST_TOKEN=');
    const [, issuer = ''] = /at (http:\/\/[\d.:]+);/.exec(printed) ?? [];
    const ports = {
      '127.0.0.1:8081': new URL(issuer).host,
      'localhost:8080': `localhost:${await freePort()}`,
      '8082': String(await freePort()),
    };
    step = (heading, language) =>
      PAGE.blocks
        .filter((block) => block.section === heading && block.language === language)
        .map(({ text }) =>
          Object.entries(ports).reduce((changed, [here, there]) => changed.replaceAll(here, there), text),
        );

    const exported = [...printed.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    job = { ...Object.fromEntries(exported), CAMBIO_GATEWAY: `http://${ports['localhost:8080']}` };

    await mkdir(join(folder, 'trust'));
    await writeFile(join(folder, 'trust/shop.yaml'), only(step('3-say-who-may-get-what', 'yaml')));
    await writeFile(join(folder, 'service.mjs'), only(step('5-a-service', 'js')));
    // What `npm install jose` does.
    await symlink(join(ROOT, 'e2e/node_modules'), join(folder, 'node_modules'));

    const serve = argumentsOf(only(step('4-the-gateway', 'sh')));
    const address = [
      '--listen',
      ports['localhost:8080'].split(':')[1] ?? '',
      '--issuer',
      job.CAMBIO_GATEWAY ?? '',
    ];
    gateway = startCambio([...serve, ...address, '--set', 'internal.port=0'], { folder });
    await gateway.says('"serving"');
    service = spawn(process.execPath, ['service.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    if (service.stdout !== null) await once(service.stdout, 'data');
  });

  after(async () => {
    service.kill();
    for (const each of [gateway, platform]) {
      each.process.kill();
      await each.finished;
    }
    await rm(folder, { recursive: true });
  });

  /** Types it into the fourth terminal. */
  function type(commands: string): Promise<Finished> {
    return runProgram('bash', ['-c', `${PROLOGUE}\n${commands}`], { folder, env: job });
  }

  it('checks the documents', async () => {
    const { code, stdout, stderr } = await type(only(step('3-say-who-may-get-what', 'sh')));
    expect(code, stdout + stderr).to.equal(0);
  });

  it('shows who the job is, and lets it call the service', async () => {
    const [who = '', call = ''] = step('6-the-job', 'sh');
    expect((await type(who)).stdout).to.contain('acme/shop');
    const { stdout, stderr } = await type(call);
    expect(stdout, stderr).to.equal(`${only(step('6-the-job', 'text'))}\n`);
  });

  it('refuses, explains, plans the change, and makes it', async () => {
    const [ask = '', explain = ''] = step('7-a-request-that-is-refused', 'sh');
    const refused = await type(ask);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.contain('scope_not_granted');
    const [decision = ''] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(refused.stderr) ?? [];
    expect((await type(explain.replace('DECISION', decision))).stdout).to.contain('shop-deploy');

    const [plan = '', change = '', again = ''] = step('8-change-the-rule-and-look-first', 'sh');
    expect((await type(plan)).stdout).to.match(
      /\n! 1 document changed in effect, 1 request newly allowed, 1 request granted otherwise\n$/,
    );
    await type(change);
    await gateway.says('"trust changed"');
    const { stdout, stderr } = await type(again);
    expect(stdout, stderr).to.match(/^deploying with a token of \d+ characters\n$/);
  });
});

function only<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`${items.length} blocks, not one`);
  return item;
}

/** Of a block that calls `cambio` once, without anything for a shell to do. */
function argumentsOf(block: string | { readonly text: string }): readonly string[] {
  const [program, ...args] = (typeof block === 'string' ? block : block.text).split(' ');
  expect(program).to.equal('cambio');
  return args;
}
