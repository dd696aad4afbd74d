import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '@cambio/ledger';
import { LOOPBACK_TLS } from '@cambio/testkit';
import { startVault } from '@cambio/testkit/vault';
import { expect } from 'chai';
import { doctor } from '../../src/doctor/doctor.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { type TerminalOptions, terminalUnderTest } from '../terminal-under-test.ts';

async function examine(config: string, options: TerminalOptions = {}) {
  const terminal = terminalUnderTest(options);
  const code = await doctor({ config, json: true }, terminal);
  const { healthy, findings } = JSON.parse(terminal.written()) as { healthy: boolean; findings: Finding[] };
  const of = (about: string) => findings.find((found) => found.about === about);
  return { code, healthy, findings, of };
}

describe('doctor', () => {
  let gateway: GatewayUnderTest;
  before(async () => {
    gateway = await gatewayUnderTest();
  });
  after(() => gateway.close());

  it('finds nothing failed with a gateway that runs', async () => {
    const { code, healthy, findings, of } = await examine(gateway.folder.settings);
    expect(findings.filter(({ state }) => state === 'failed')).to.deep.equal([]);
    expect({ code, healthy }).to.deep.equal({ code: EXIT.done, healthy: true });
    for (const about of [
      'settings',
      'unsafe',
      'ledger',
      'replicas',
      'marks',
      'encryption key',
      'trust',
      'clock',
    ]) {
      expect(of(about)?.state, about).to.equal('ok');
    }
    expect(findings.some(({ about }) => about.startsWith('issuer '))).to.equal(true);
    expect(of('front')?.found).to.equal(`callers find it at ${gateway.settings.issuer}`);
  });

  it('says the same to people, with what to do below', async () => {
    const terminal = terminalUnderTest();
    await doctor({ config: gateway.folder.settings }, terminal);
    expect(terminal.written()).to.match(/^✓ {2}settings +they are valid$/m);
    expect(terminal.written()).to.match(/\n0 failed, \d+ worth a look, \d+ well\n$/);
  });

  it('finds that callers would find somebody else, or nobody', async () => {
    const look = async (issuer: string) => {
      const env = { CAMBIO_ISSUER: issuer };
      return (await examine(gateway.folder.settings, { env })).of('front');
    };
    const { issuer } = gateway.settings;
    const other = issuer.replace('127.0.0.1', 'localhost');
    expect(await look(other)).to.include({ state: 'failed', found: `at ${other} answers ${issuer}` });
    const { state, found } = (await look('http://127.0.0.1:1')) ?? {};
    expect(state).to.equal('warning');
    expect(found).to.match(/^nobody answers at http:\/\/127\.0\.0\.1:1: /);
  });

  it('finds that the gateway has documents which these settings do not name', async () => {
    const { ledger, keys } = gateway.settings;
    const config = join(gateway.folder.path, 'other.yaml');
    await writeFile(config, JSON.stringify({ ledger, keys: { encryption: keys.encryption } }));
    const { of } = await examine(config);
    const { state, found } = of('trust') ?? {};
    expect(state).to.equal('warning');
    expect(found).to.match(
      /^these settings name no documents, and a gateway at work has some: sha256:[0-9a-f]{16}$/,
    );
  });

  it('takes what the gateway was started with on the command line', async () => {
    const { ledger, keys, issuer } = gateway.settings;
    const trust = join(gateway.folder.path, 'documents');
    await mkdir(trust);
    const terminal = terminalUnderTest();
    const set = [`ledger.url=${ledger.url}`, `keys.encryption.keyFile=${keys.encryption.keyFile}`];
    await doctor({ issuer, trust, set, json: true }, terminal);
    const { findings }: { findings: Finding[] } = JSON.parse(terminal.written());
    const of = (about: string) => findings.find((found) => found.about === about);
    expect(of('settings')?.state).to.equal('ok');
    expect(of('front')?.found).to.equal(`callers find it at ${issuer}`);
    expect(of('trust')?.state).to.equal('warning');
  });

  it('makes nothing of a file that is empty', async () => {
    const empty = join(gateway.folder.path, 'empty.db');
    await writeFile(empty, '');
    const env = { CAMBIO_LEDGER_URL: `sqlite:${empty}` };
    const { of } = await examine(gateway.folder.settings, { env });
    expect(of('ledger')?.state).to.equal('ok');
    expect((await stat(empty)).size).to.equal(0);
    expect((await readdir(gateway.folder.path)).filter((name) => name.startsWith('empty.db'))).to.have.length(
      1,
    );
  });

  it('makes no place for marks where there is none', async () => {
    const path = join(gateway.folder.path, 'without-marks.db');
    const made = await openLedger({ url: `sqlite:${path}`, now: Date.now });
    if (made.ok) await made.value.close();
    const env = { CAMBIO_MARKS_URL: `sqlite:${path}` };
    const look = async () => (await examine(gateway.folder.settings, { env })).of('marks');
    const found = { state: 'ok', found: `${path} has none yet: the first start makes their place` };
    expect(await look()).to.include(found);
    expect(await look()).to.include(found);
  });

  it('finds a key that others can read', async () => {
    const key = gateway.settings.keys.encryption.keyFile;
    await chmod(key, 0o644);
    const { code, of } = await examine(gateway.folder.settings);
    await chmod(key, 0o600);
    expect(code).to.equal(EXIT.denied);
    expect(of('encryption key')).to.include({
      state: 'failed',
      advice: `Allow its owner alone: chmod 600 ${key}`,
    });
  });

  it('finds a key that does not open what is stored, or is none', async () => {
    const other = join(gateway.folder.path, 'other-key');
    const look = async (text: string) => {
      await writeFile(other, text, { mode: 0o600 });
      const env = { CAMBIO_KEYS_ENCRYPTION_KEY_FILE: other };
      return (await examine(gateway.folder.settings, { env })).of('encryption key');
    };
    const { state, found } = (await look(randomBytes(32).toString('base64'))) ?? {};
    expect(state).to.equal('failed');
    expect(found).to.match(/^the signing key [\w-]{43} was encrypted under another key$/);
    expect(await look('no key')).to.include({
      state: 'failed',
      found: `no key: ${other} does not hold an encryption key`,
    });
    const { keyFile } = gateway.settings.keys.encryption;
    expect((await look(await readFile(keyFile, 'utf8')))?.state).to.equal('ok');
  });

  for (const [hours, state] of [
    [1, 'failed'],
    [-1, 'failed'],
    [10 / 3600, 'warning'],
  ] as const) {
    it(`finds a clock that is ${hours} hours off ${state}`, async () => {
      const now = () => Date.now() + hours * 3_600_000;
      expect((await examine(gateway.folder.settings, { now })).of('clock')?.state).to.equal(state);
    });
  }
});

describe('doctor, with signing keys at Vault', () => {
  it('asks whether the keys that are named are there', async () => {
    const vault = await startVault('transit', { cambio: 'ecdsa-p256' });
    const folder = await mkdtemp(join(tmpdir(), 'cambio-doctor-'));
    const config = join(folder, 'cambio.yaml');
    vault.tokens.set('hvs.file', 1000);
    await writeFile(join(folder, 'token'), 'hvs.file');
    const settings = (algorithm: string) => `ledger: {url: "sqlite:${folder}/data/cambio.db"}
keys:
  algorithms: [${algorithm}]
  encryption: {keyFile: "${folder}/data/key"}
  signer: transit
  transit: {url: "${vault.url}", keys: {${algorithm}: cambio}, auth: {method: token, file: "${folder}/token"}}
`;
    await writeFile(config, settings('ES256'));
    expect((await examine(config)).of('signer')?.state).to.equal('ok');
    await writeFile(config, settings('ES384'));
    expect((await examine(config)).of('signer')?.found).to.match(
      /of type ecdsa-p256, which is not for ES384$/,
    );
    vault.tokens.clear();
    expect((await examine(config)).of('signer')?.state).to.equal('failed');
    await vault.close();
    await rm(folder, { recursive: true });
  });
});

describe('doctor, without a gateway', () => {
  let folder: string;
  let config: string;
  const write = (text: string) => writeFile(config, text);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-doctor-'));
    config = join(folder, 'cambio.yaml');
    await writeFile(join(folder, 'gateway.pem'), LOOPBACK_TLS.cert);
    await writeFile(join(folder, 'gateway.key'), LOOPBACK_TLS.key);
    await writeFile(
      join(folder, 'trust.yaml'),
      `kind: Issuer
id: gone
provider: oidc
url: http://127.0.0.1:1
allowPrivateNetwork: true
algorithms: [ES256]
owner: platform@acme.example
`,
    );
  });
  after(() => rm(folder, { recursive: true }));

  const places = () =>
    `ledger: {url: "sqlite:${folder}/data/cambio.db"}\nkeys: {encryption: {keyFile: "${folder}/data/key"}}\n`;

  it('takes what the first start makes for well, and makes nothing', async () => {
    await write(places());
    const { code, of } = await examine(config);
    expect(code).to.equal(EXIT.done);
    for (const about of ['ledger', 'marks', 'encryption key']) expect(of(about)?.state, about).to.equal('ok');
    expect(of('trust')?.state).to.equal('warning');
    expect(await readdir(folder)).not.to.include('data');
  });

  it('finds settings with errors, each with its place', async () => {
    await write('listen: {host: 0.0.0.0, prot: 1}\n');
    const { code, findings } = await examine(config);
    expect(code).to.equal(EXIT.denied);
    expect(findings.every(({ about, state }) => about === 'settings' && state === 'failed')).to.equal(true);
    expect(JSON.stringify(findings)).to.include(`${config}:1: listen.prot is not a setting`);
  });

  it('finds what is unsafe and was accepted', async () => {
    await write(
      `${places()}listen: {host: 0.0.0.0}\nissuer: https://sts.acme.example\nunsafe: {plainHttp: true, keyBesideStore: true}\n`,
    );
    const { findings } = await examine(config);
    const unsafe = findings.filter(({ about }) => about === 'unsafe').map(({ found }) => found);
    expect(unsafe).to.deep.equal([
      'unsafe.plainHttp is accepted, and met',
      'unsafe.keyBesideStore is accepted, and met',
    ]);
  });

  it('finds stores that are reached in the clear, or not at all, and says no password', async () => {
    await write(
      'ledger: {url: "postgres://u:canary@db.invalid/x"}\nmarks: {url: "redis://:canary@redis.invalid"}\nreplicas: many\n',
    );
    const { code, findings, of } = await examine(config);
    expect(code).to.equal(EXIT.denied);
    expect(findings.filter(({ about }) => about === 'unsafe')).to.have.lengthOf(2);
    expect(of('ledger')?.state).to.equal('failed');
    expect(of('marks')?.state).to.equal('failed');
    expect(of('encryption key')?.state).to.equal('failed');
    expect(JSON.stringify(findings)).not.to.include('canary');
  });

  it('finds an issuer whose keys cannot be had', async () => {
    await write(`${places()}trust: {source: directory, path: "${folder}/trust.yaml"}\n`);
    const { code, of } = await examine(config);
    expect(code).to.equal(EXIT.denied);
    expect(of('issuer gone')?.found).to.match(/^its keys cannot be had: /);
    expect(of('clock')?.state).to.equal('warning');
  });

  it('finds a certificate that is for another host, or has expired', async () => {
    const tls = `listen: {tls: {cert: "${folder}/gateway.pem", key: "${folder}/gateway.key"}}\n`;
    await write(`${places()}${tls}issuer: https://sts.acme.example\n`);
    expect((await examine(config)).of('certificate')?.found).to.include('is not for sts.acme.example');
    await write(`${places()}${tls}issuer: https://localhost:8443\n`);
    expect((await examine(config)).of('certificate')?.state).to.equal('ok');
    const now = () => Date.UTC(2199, 0);
    expect((await examine(config, { now })).of('certificate')?.found).to.match(/has expired$/);
  });

  it('finds audit sinks that are behind, and Vault that does not answer', async () => {
    const sinks = 'audit: {sinks: [{id: archive, type: file, path: "decisions.jsonl"}]}\n';
    await write(`ledger: {url: "sqlite:${folder}/data/cambio.db"}\n${sinks}
keys:
  encryption: {keyFile: "${folder}/data/key"}
  signer: transit
  transit: {url: "http://127.0.0.1:1", keys: {ES256: cambio}, auth: {method: token, file: "${config}"}}
`);
    const { code, of } = await examine(config);
    expect(code).to.equal(EXIT.denied);
    expect(of('sink archive')?.state).to.equal('ok');
    expect(of('signer')?.state).to.equal('failed');
  });
});
