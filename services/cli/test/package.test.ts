import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { z } from 'zod';

const run = promisify(execFile);

const Component = z.strictObject({
  type: z.enum(['application', 'library']),
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  purl: z.string().startsWith('pkg:npm/'),
  licenses: z.tuple([z.strictObject({ expression: z.string() })]),
});

const Bill = z.strictObject({
  $schema: z.string(),
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  version: z.literal(1),
  metadata: z.strictObject({ component: Component }),
  components: z.array(Component).min(20),
  dependencies: z.tuple([z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })]),
});

const ROOM = fileURLToPath(new URL('..', import.meta.url));

describe('the package, as npm installs it', () => {
  let folder: string;
  let packed: readonly string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-package-'));
    await mkdir(join(folder, 'app'));
    await writeFile(join(folder, 'app/package.json'), '{}');
    const { stdout } = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
      cwd: ROOM,
    });
    const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
    packed = files.map(({ path }: { path: string }) => path);
    // An empty cache: whatever had to be fetched would be missing.
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)], {
      cwd: join(folder, 'app'),
      env: { PATH: process.env.PATH, HOME: folder, npm_config_cache: join(folder, 'cache') },
    });
  });

  after(() => rm(folder, { recursive: true }));

  /** The installed program, with nothing of the workspace in reach. */
  const cambio = (...args: readonly string[]) =>
    run(join(folder, 'app/node_modules/.bin/cambio'), args, {
      cwd: join(folder, 'app'),
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, TMPDIR: folder },
    });

  it('holds the bundle and what has to come with it', () => {
    expect(packed).to.include.members([
      'README.md',
      'bin/cambio.js',
      'bundle/LICENSE',
      'bundle/THIRD_PARTY_LICENSES',
      'bundle/config/trust/github.yaml',
      'bundle/main.js',
      'bundle/sbom.cdx.json',
    ]);
    expect(packed.filter((path) => /^(src|dist|test|scripts|node_modules)\//.test(path))).to.deep.equal([]);
  });

  it('is in ASCII, and says what is not all the same', async () => {
    const bundle = join(folder, 'app/node_modules/@cambio/cli');
    for (const path of packed.filter((name) => /^bundle\/[^/]+\.js$/.test(name))) {
      expect(await readFile(join(bundle, path), 'utf8'), path).not.to.match(/[^\0-\x7f]/);
    }
    const { stdout } = await cambio('check', join(bundle, 'bundle/config/trust'));
    expect(stdout).to.match(/^✓ /m);
  });

  it('needs no other package', async () => {
    const lock = await readFile(join(folder, 'app/package-lock.json'), 'utf8');
    expect(Object.keys(JSON.parse(lock).packages)).to.deep.equal(['', 'node_modules/@cambio/cli']);
  });

  it('names the licences of what it is made of', async () => {
    const path = join(folder, 'app/node_modules/@cambio/cli/bundle/THIRD_PARTY_LICENSES');
    const notices = await readFile(path, 'utf8');
    // The last three are the console's.
    for (const name of [
      'koa',
      'oidc-provider',
      'zod',
      'commander',
      'jose',
      'react',
      'react-dom',
      'scheduler',
    ]) {
      expect(notices).to.match(new RegExp(`^${name} [\\d.]+ \\(MIT\\)\\n\\n`, 'm'));
    }
  });

  it('has a bill of materials with the same packages as the licences', async () => {
    const bundle = join(folder, 'app/node_modules/@cambio/cli/bundle');
    const bill = Bill.parse(JSON.parse(await readFile(join(bundle, 'sbom.cdx.json'), 'utf8')));
    const notices = await readFile(join(bundle, 'THIRD_PARTY_LICENSES'), 'utf8');
    const licensed = [...notices.matchAll(/^-{80}\n\n(\S+) (\S+) \(/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    );
    expect(bill.components.map(({ name, version }) => `${name} ${version}`)).to.deep.equal(licensed);
    expect(bill.metadata.component.purl).to.equal('pkg:npm/%40cambio/cli@0.1.0');
    const [known] = bill.dependencies;
    expect(known?.dependsOn).to.deep.equal(bill.components.map((each) => each['bom-ref']));
  });

  it('runs', async () => {
    expect(await cambio('--version')).to.deep.equal({ stdout: '0.1.0\n', stderr: '' });
    expect((await cambio('exchange', '--help')).stdout).to.match(/^Usage: cambio exchange /);
  });

  it('takes the whole path, with the trust documents that came with it', async () => {
    const data = join(folder, 'demo');
    const { stdout } = await cambio('demo', '--once', '--data', data);
    expect(stdout).to.contain('id: shop-deploy-prod').and.contain('(claim_mismatch)');
    expect((await cambio('check', join(data, 'trust'))).stderr).to.equal('');
  });
});
