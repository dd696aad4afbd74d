import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, listen } from '@cambio/testkit';
import { expect } from 'chai';
import { EXIT } from '../../src/exit-code.ts';
import { cambio, startCambio } from '../cambio.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../config/trust/github.yaml', import.meta.url));

describe('serve', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-serve-'));
  });

  after(() => rm(folder, { recursive: true }));

  /** On free ports, with its store in the folder. */
  const args = (...more: readonly string[]) => [
    'serve',
    '--data',
    folder,
    '--listen',
    '0',
    '--set',
    'internal.port=0',
    ...more,
  ];

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`serves until ${signal}, and ends well`, async () => {
      const running = startCambio(args('--trust', EXAMPLE), { cwd: folder });
      const [line = ''] = (await running.says(/"serving"/)).split('\n').slice(-2);
      const { issuer, public: url } = JSON.parse(line);
      expect(issuer).to.equal('http://localhost:8080');
      const metadata = await fetch(`${url}/.well-known/oauth-authorization-server`);
      expect(await metadata.json()).to.include({ issuer, token_endpoint: `${issuer}/token` });

      running.process.kill(signal);
      expect(await running.ended).to.include({ code: EXIT.done, stderr: '' });
    });
  }

  it('takes settings from a file, the environment over it, and options over both', async () => {
    const config = join(folder, 'some.yaml');
    await writeFile(config, 'issuer: https://file.example\ntokens: { lifetime: 1m, maxLifetime: 2m }\n');
    const issuerWith = async (more: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      const running = startCambio(args('--config', config, ...more), { env });
      const issuer = /"issuer":"([^"]+)"/.exec(await running.says(/"serving"/))?.[1];
      running.process.kill('SIGTERM');
      await running.ended;
      return issuer;
    };
    expect(await issuerWith([])).to.equal('https://file.example');
    expect(await issuerWith([], { CAMBIO_ISSUER: 'https://env.example' })).to.equal('https://env.example');
    expect(
      await issuerWith(['--issuer', 'https://option.example'], { CAMBIO_ISSUER: 'https://env.example' }),
    ).to.equal('https://option.example');
  });

  it('does not start on trust documents with errors, and says where they are', async () => {
    const trust = join(folder, 'bad.yaml');
    await writeFile(trust, 'kind: Target\nid: deployer\naudiense: https://deployer.acme.example\n');
    const { code, stderr } = await cambio(args('--trust', trust));
    expect(code).to.equal(EXIT.denied);
    expect(stderr)
      .to.contain(`${trust}:3:1: error: `)
      .and.contain('audience')
      .and.not.match(/\n\s+at /);
  });

  it('does not start on settings with errors', async () => {
    const config = join(folder, 'bad-settings.yaml');
    await writeFile(config, 'issuer: https://sts.example\nlisen: {}\n');
    const { code, stderr } = await cambio(['serve', '--config', config]);
    expect(code).to.equal(EXIT.usage);
    expect(stderr)
      .to.contain(`${config}:2:1: error: lisen is not a setting`)
      .and.match(/did you mean .?listen/);
  });

  it('does not start as one of many without stores they share, and names each', async () => {
    const { code, stderr } = await cambio(args('--set', 'replicas=many'));
    expect(code).to.equal(EXIT.usage);
    expect(stderr)
      .to.match(/error: ledger\.url must be postgres:/)
      .and.match(/error: marks\.url must be redis:/);
  });

  it('does not start without the Redis it is told of, and says where it looked by no password', async () => {
    const port = await freePort();
    const { code, stderr } = await cambio(args('--set', `marks.url=redis://:s3cret@127.0.0.1:${port}`));
    expect(code).to.equal(EXIT.unreachable);
    expect(stderr)
      .to.contain(`the store that marks.url names cannot be opened (connect ECONNREFUSED 127.0.0.1:${port})`)
      .and.not.contain('s3cret');
  });

  it('says so where its address is taken', async () => {
    const other = await listen(() => {});
    const { code, stderr } = await cambio(args('--listen', new URL(other.url).host));
    await other.close();
    expect(code).to.equal(EXIT.unreachable);
    expect(stderr)
      .to.contain(`cannot listen on ${new URL(other.url).host}`)
      .and.contain('another port');
  });

  describe('with workers', () => {
    const workers = ['--set', 'workers=2'];

    it('serves until all have ended well', async () => {
      const running = startCambio(args('--trust', EXAMPLE, ...workers));
      const [line = ''] = (await running.says(/"serving"/)).split('\n').slice(-2);
      const { public: url, workers: count } = JSON.parse(line);
      expect(count).to.equal(2);
      expect((await fetch(`${url}/jwks`)).status).to.equal(200);
      running.process.kill('SIGTERM');
      expect(await running.ended).to.include({ code: EXIT.done, stderr: '' });
    });

    it('has them read no settings by themselves', async () => {
      const config = join(folder, 'once.yaml');
      await writeFile(config, 'issuer: https://once.example\nworkers: 2\n');
      const running = startCambio(args('--config', config));
      await running.says(/"worker":1,"msg":"worker serves"/);
      await writeFile(config, 'issuer: https://twice.example\nworkers: 2\n');
      const log = await running.says(/"serving"/);
      const { public: url } = JSON.parse(log.split('\n').at(-2) ?? '');
      const issuers = new Set<unknown>();
      for (const _ of [1, 2, 3, 4]) {
        const metadata = await fetch(`${url}/.well-known/oauth-authorization-server`, {
          headers: { connection: 'close' },
        });
        issuers.add(JSON.parse(await metadata.text()).issuer);
      }
      running.process.kill('SIGTERM');
      await running.ended;
      expect([...issuers]).to.deep.equal(['https://once.example']);
    });

    it('does not start, and says so once, where one alone would not', async () => {
      const other = await listen(() => {});
      const { host } = new URL(other.url);
      const trust = join(folder, 'bad.yaml');
      await writeFile(trust, 'kind: Target\nid: deployer\naudiense: https://deployer.acme.example\n');
      const cases: readonly (readonly [readonly string[], number, string])[] = [
        [['--listen', host], EXIT.unreachable, `cannot listen on ${host}`],
        [['--set', `internal.port=${host.split(':')[1]}`], EXIT.unreachable, `cannot listen on ${host}`],
        [['--trust', trust], EXIT.denied, `${trust}:3:1: error: `],
        [['--set', 'ledger.url=sqlite::memory:'], EXIT.usage, 'must be a file with several workers'],
      ];
      for (const [more, code, message] of cases) {
        const ended = await cambio(args(...workers, ...more));
        expect(ended.code, ended.stderr).to.equal(code);
        expect(ended.stderr.split(message), ended.stderr).to.have.length(2);
      }
      await other.close();
    });
  });

  it('says so where a file is not there', async () => {
    const { code, stderr } = await cambio(['serve', '--config', '/no/such/cambio.yaml']);
    expect(code).to.equal(EXIT.usage);
    expect(stderr).to.equal('cambio: cannot read /no/such/cambio.yaml: there is no such file\n');
    expect((await cambio(args('--trust', '/no/such/folder'))).code).to.equal(EXIT.unreachable);
  });
});
