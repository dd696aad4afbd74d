import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { type Gateway, GRANTED, serveGateway } from './gateway.ts';
import { closeServers, type Server, serve } from './server.ts';

const ROOM = join(import.meta.dirname, '..');

/** The examples of the README up to the part for services, by the heading they stand under. */
async function readExamples(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(ROOM, 'README.md'), 'utf8');
  const [callers = ''] = text.split('\n## Services\n');
  const sections = callers.split(/^#+ /m).slice(1);
  const examples = sections.flatMap((section) => {
    const code = /^```ts\n(.*?)^```$/ms.exec(section)?.[1];
    return code === undefined ? [] : [[section.slice(0, section.indexOf('\n')), code] as const];
  });
  return new Map(examples);
}

describe('an example of the README', () => {
  let examples: ReadonlyMap<string, string>;
  let folder: string;
  let gateway: Gateway;
  let service: Server;

  before(async () => {
    examples = await readExamples();
    await mkdir(join(ROOM, 'dist'), { recursive: true });
    // Within the package, so that it finds itself by its name.
    folder = await mkdtemp(join(ROOM, 'dist/readme-'));
    await writeFile(join(folder, 'token'), 'actor.from.file');
    process.env.CAMBIO_SUBJECT_TOKEN = 'found.in.environment';
    process.env.CALLERS_TOKEN = 'callers.own.token';
  });
  after(async () => {
    delete process.env.CAMBIO_SUBJECT_TOKEN;
    delete process.env.CALLERS_TOKEN;
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    const denied = {
      status: 400,
      body: { error: 'invalid_target', reason: 'no_mapping', decision_id: '01J001' },
    };
    gateway = await serveGateway({
      reply: ({ headers, body }) => {
        if (new URLSearchParams(body).get('audience') === 'payroll') return denied;
        return { body: { ...GRANTED, token_type: headers.dpop === undefined ? 'Bearer' : 'DPoP' } };
      },
    });
    service = await serve(() => ({ body: {} }));
  });
  afterEach(closeServers);

  /** Runs it as it stands, at these addresses, and gives what it exports. */
  async function run(heading: string): Promise<Record<string, unknown>> {
    const code = examples.get(heading) ?? expect.fail(`there is no example under ${heading}`);
    const here = code
      .replaceAll('https://tokens.example', gateway.issuer)
      .replaceAll('https://deployer.example', service.url)
      .replaceAll('/var/run/secrets/cambio/token', join(folder, 'token'));
    const file = join(folder, `${heading.replaceAll(/\W/g, '-')}.ts`);
    await writeFile(file, here);
    return import(pathToFileURL(file).href);
  }

  const forms = () => gateway.asked().map(({ form }) => form);

  it('gets a token', async () => {
    expect(await run('A token')).to.deep.include({ accessToken: 'issued-canary' });
    expect(forms()[0]).to.include({ subject_token: 'found.in.environment', audience: 'deployer' });
  });

  it('calls a service', async () => {
    await run('A service');
    expect(service.received[0]).to.include({ method: 'POST', target: '/releases', body: '{}' });
    expect(service.received[0]?.headers.authorization).to.equal('Bearer issued-canary');
  });

  it('binds the token to a key', async () => {
    await run('A key');
    expect(service.received[0]?.headers.authorization).to.equal('DPoP issued-canary');
    expect(decodeJwt(String(service.received[0]?.headers.dpop))).to.include({
      htu: `${service.url}/releases`,
    });
  });

  it('acts on behalf of another', async () => {
    await run('On behalf of another');
    expect(forms()[0]).to.include({ subject_token: 'callers.own.token', actor_token: 'actor.from.file' });
  });

  it('gives a token back', async () => {
    expect((await run('A token to give back')).revoked).to.have.property('ok', true);
    expect(gateway.received.at(-1)).to.include({ target: '/revoke', body: 'token=issued-canary' });
  });

  it('exchanges once', async () => {
    expect((await run('One exchange')).issued).to.have.nested.property('value.accessToken', 'issued-canary');
    expect(forms()[0]).to.include({ scope: 'deploy:write' });
  });

  it('says what went wrong', async () => {
    expect(await run('What went wrong')).to.deep.include({
      text: 'the gateway refused: no_mapping (decision 01J001)',
      decision: '01J001',
    });
  });

  it('runs at the edge', async () => {
    expect((await run('At the edge')).token).to.have.property('ok', true);
    expect(forms()[0]).to.include({ subject_token: 'header.payload.signature' });
  });

  it('has a source of its own', async () => {
    await run('Sources');
    expect(forms()[0]).to.include({ subject_token: 'made.for.127.0.0.1' });
  });

  it('is one of these', () => {
    expect(examples).to.have.property('size', 9);
  });
});
