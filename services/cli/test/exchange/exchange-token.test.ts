import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SOURCE_NAMES } from '@cambio/client';
import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import { ON_A_BRANCH, ON_MAIN, TARGET } from '../../src/demo/jobs.ts';
import { type ExchangeOptions, exchangeToken } from '../../src/exchange/exchange-token.ts';
import { EXIT } from '../../src/exit-code.ts';
import { cambio } from '../cambio.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { type TerminalOptions, terminalUnderTest } from '../terminal-under-test.ts';

describe('exchange', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await gatewayUnderTest();
  });

  after(() => gateway.close());

  const url = () => gateway.settings.issuer;
  const platformToken = () => gateway.platform.issue({ ...ON_MAIN, aud: url() });

  async function run(options: Partial<ExchangeOptions>, terminalOptions?: TerminalOptions) {
    const terminal = terminalUnderTest(terminalOptions);
    const defaults = { gateway: url(), audience: TARGET, output: 'token' } as const;
    const code = await exchangeToken({ ...defaults, ...options }, terminal);
    return { code, written: terminal.written(), noted: terminal.noted() };
  }

  it('finds the token of a GitHub Actions job, and prints the issued one and nothing else', async () => {
    const { code, written, noted } = await run({}, { env: gateway.platform.job(ON_MAIN) });
    expect({ code, noted }).to.deep.equal({ code: EXIT.done, noted: '' });
    expect(decode(written.trim()).claims).to.include({ iss: url(), sub: 'repo/123456/env/production' });
  });

  it('takes the gateway from the environment, with a slash at its end or not', async () => {
    const env = { ...gateway.platform.job(ON_MAIN), CAMBIO_GATEWAY: `${url()}/` };
    expect((await run({ gateway: undefined }, { env })).code).to.equal(EXIT.done);
  });

  it('reads the platform token from a file, standard input or a variable', async () => {
    const subjectTokenFile = join(gateway.folder.path, 'token.jwt');
    await writeFile(subjectTokenFile, `${await platformToken()}\n`);
    expect((await run({ subjectTokenFile })).code).to.equal(EXIT.done);

    const input = await platformToken();
    expect((await run({ subjectTokenStdin: true }, { input })).code).to.equal(EXIT.done);

    const env = { CI_TOKEN: await platformToken() };
    expect((await run({ subjectTokenEnv: 'CI_TOKEN' }, { env })).code).to.equal(EXIT.done);
  });

  it('asks for fewer scopes', async () => {
    const env = gateway.platform.job(ON_MAIN);
    const { written } = await run({ scope: ['deploy:read'], output: 'json' }, { env });
    expect(JSON.parse(written)).to.include({ scope: 'deploy:read', token_type: 'Bearer' });
  });

  it('hides the token in GitHub Actions, and gives it to the steps that follow', async () => {
    const file = join(gateway.folder.path, 'github-env');
    await writeFile(file, 'BEFORE=1\n');
    const env = { ...gateway.platform.job(ON_MAIN), GITHUB_ENV: file };
    const { written } = await run({ output: 'github-env', variable: 'DEPLOY_TOKEN' }, { env });
    const [, token = ''] = /^::add-mask::([\w.-]+)\n$/.exec(written) ?? [];
    expect(token).not.to.equal('');
    expect(await readFile(file, 'utf8')).to.equal(`BEFORE=1\nDEPLOY_TOKEN=${token}\n`);
    const elsewhere = await run({ output: 'github-env' }, { env: gateway.platform.job(ON_MAIN) });
    expect(elsewhere).to.include({ code: EXIT.usage, written: '' });
    expect(elsewhere.noted).to.contain('GITHUB_ENV is not set');
  });

  it('takes the platform that is named, and no other', async () => {
    const env = { ...gateway.platform.job(ON_MAIN), CAMBIO_SUBJECT_TOKEN: 'not a token' };
    expect((await run({}, { env })).code).to.equal(EXIT.usage);
    expect((await run({ source: 'github-actions' }, { env })).code).to.equal(EXIT.done);
    const { code, noted } = await run({ source: 'circleci' }, { env });
    expect(code).to.equal(EXIT.usage);
    expect(noted).to.contain('no platform token from circleci: ');
  });

  it('lists what was looked for, and where, where there is no platform', async () => {
    const { noted } = await run({});
    expect(noted).to.contain('    github-actions: GITHUB_ACTIONS=true');
    for (const source of SOURCE_NAMES) expect(noted).to.match(new RegExp(`^ {4}${source}: .`, 'm'));
  });

  it('says why a job is denied, by reason and decision, and prints no token', async () => {
    const { code, written, noted } = await run({}, { env: gateway.platform.job(ON_A_BRANCH) });
    expect({ code, written }).to.deep.equal({ code: EXIT.denied, written: '' });
    expect(noted).to.match(/^cambio: denied: .*\(claim_mismatch\)\n/);
    expect(noted).to.match(/cambio explain --decision [\w-]+\n$/);
  });

  for (const { title, options, terminal, code, says } of [
    { title: 'no gateway', options: { gateway: undefined }, code: EXIT.usage, says: '--gateway' },
    { title: 'no platform token', options: {}, code: EXIT.usage, says: 'Say where it is with --source' },
    {
      title: 'an empty platform token',
      options: { subjectTokenStdin: true },
      code: EXIT.usage,
      says: 'it is empty',
    },
    {
      title: 'a file that is not there',
      options: { subjectTokenFile: '/no/such/file' },
      code: EXIT.usage,
      says: '/no/such/file cannot be read',
    },
    {
      title: 'what is no token at all',
      options: { subjectTokenStdin: true },
      terminal: { input: 'aaa.bbb.ccc' },
      code: EXIT.denied,
      says: 'its log says',
    },
    {
      title: 'a malformed scope',
      options: { scope: ['a  b'], subjectTokenStdin: true },
      code: EXIT.usage,
      says: '--scope',
    },
    {
      title: 'a gateway over http that is not on this machine',
      options: { gateway: 'http://sts.acme.example', subjectTokenStdin: true },
      code: EXIT.usage,
      says: 'https',
    },
  ] as readonly {
    title: string;
    options: Partial<ExchangeOptions>;
    terminal?: TerminalOptions;
    code: number;
    says: string;
  }[]) {
    it(`ends with ${code} for ${title}`, async () => {
      const ended = await run(options, terminal);
      expect(ended).to.include({ code, written: '' });
      expect(ended.noted)
        .to.contain(says)
        .and.not.match(/\n\s+at /);
    });
  }

  it('ends with 3 where nobody listens', async () => {
    const closed = await gatewayUnderTest();
    await closed.close();
    const ended = await run({ gateway: closed.settings.issuer, subjectTokenStdin: true }, { input: 'a.b.c' });
    expect(ended).to.include({ code: EXIT.unreachable, written: '' });
    expect(ended.noted).to.contain('cannot reach 127.0.0.1');
  });

  it('is the same from the command line', async () => {
    const args = ['exchange', '--gateway', url(), '--audience', TARGET, '--output', 'export'];
    const ended = await cambio(args, { env: gateway.platform.job(ON_MAIN) });
    expect(ended).to.include({ code: EXIT.done, stderr: '' });
    expect(ended.stdout).to.match(/^export CAMBIO_TOKEN='[\w.-]+'\n$/);
  });
});
