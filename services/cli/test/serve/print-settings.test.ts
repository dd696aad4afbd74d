import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EXIT } from '../../src/exit-code.ts';
import { serve } from '../../src/serve/serve.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

describe('serve --print-config', () => {
  let folder: string;
  let config: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-print-'));
    config = join(folder, 'cambio.yaml');
    await writeFile(
      config,
      'tokens:\n  lifetime: 1m\nadmin:\n  login: {issuer: staff, clientId: cambio, clientSecret: canary}\n',
    );
  });
  after(() => rm(folder, { recursive: true }));

  const options = () =>
    ({ config, logLevel: 'info', printConfig: true, set: ['limits.failures=7'] }) as const;
  const env = { CAMBIO_ISSUER: 'https://sts.acme.example', CAMBIO_DPOP_NONCES: 'required' };

  it('says what each setting is, and where it came from, and hides what is secret', async () => {
    const terminal = terminalUnderTest({ env });
    expect(await serve(options(), terminal)).to.equal(EXIT.done);
    const written = terminal.written();
    const lines = written.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines).to.deep.include(['issuer', 'https://sts.acme.example', 'CAMBIO_ISSUER']);
    expect(lines).to.deep.include(['tokens.lifetime', '1m', `${config}:2`]);
    expect(lines).to.deep.include(['limits.failures', '7', 'option']);
    expect(lines).to.deep.include(['listen.port', '8080', 'default']);
    expect(lines).to.deep.include(['admin.login.clientSecret', '(hidden)', `${config}:4`]);
    expect(written).not.to.include('canary');
  });

  it('says the same as JSON', async () => {
    const terminal = terminalUnderTest({ env });
    await serve({ ...options(), json: true }, terminal);
    const { settings } = JSON.parse(terminal.written());
    expect(settings).to.deep.include({
      member: 'dpop.nonces',
      value: 'required',
      from: 'CAMBIO_DPOP_NONCES',
    });
    expect(settings).to.deep.include({ member: 'listen.trustedProxies', value: [], from: 'default' });
  });

  it('says what is wrong instead, with settings that have errors', async () => {
    const terminal = terminalUnderTest({ env: {} });
    const code = await serve({ ...options(), set: ['listen.host=0.0.0.0'] }, terminal);
    expect(code).to.equal(EXIT.usage);
    expect(terminal.noted()).to.include('(unsafe.plainHttp starts anyway)');
    expect(terminal.written()).to.equal('');
  });

  it('opens nothing', async () => {
    expect(await readdir(folder)).to.deep.equal(['cambio.yaml']);
  });
});
