import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { ON_A_BRANCH, ON_MAIN, TARGET } from '../../src/demo/jobs.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type WhoAmIOptions, whoAmI } from '../../src/whoami/who-am-i.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { type TerminalOptions, terminalUnderTest } from '../terminal-under-test.ts';

describe('whoami', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await gatewayUnderTest();
  });

  after(() => gateway.close());

  async function run(options: WhoAmIOptions = {}, terminalOptions: TerminalOptions = {}) {
    const env = { ...gateway.platform.job(ON_MAIN), CAMBIO_GATEWAY: gateway.settings.issuer };
    const terminal = terminalUnderTest({ env, ...terminalOptions });
    const code = await whoAmI(options, terminal);
    return { code, written: terminal.written(), noted: terminal.noted() };
  }

  const onABranch = () => ({
    ...gateway.platform.job(ON_A_BRANCH),
    CAMBIO_GATEWAY: gateway.settings.issuer,
  });

  it('shows platform, workload and claims, and what each claim is good for', async () => {
    const { code, written, noted } = await run();
    expect({ code, noted }).to.deep.equal({ code: EXIT.done, noted: '' });
    expect(written).to.match(/^GitHub Actions\n {2}provider +github-actions\n/);
    expect(written).to.match(
      /^ {2}workload +github-actions\S+:repository_id=123456:environment=production$/m,
    );
    expect(written).to.match(/^ {2}repository_id +123456 +immutable$/m);
    expect(written).to.match(/^ {2}repository +acme\/shop +a name: match repository_id instead$/m);
    expect(written).to.match(/^ {2}head_ref .*outsiders have a say: named by whoever opens a pull request$/m);
  });

  it('never prints a token', async () => {
    for (const options of [{}, { audience: TARGET }, { audience: TARGET, json: true }] as const) {
      const { written, noted } = await run(options);
      expect(written + noted).not.to.match(/eyJ[\w-]*\.[\w-]+\./);
    }
  });

  it('needs no gateway to show a token', async () => {
    expect((await run({}, { env: gateway.platform.job(ON_MAIN) })).code).to.equal(EXIT.done);
  });

  it('prints the same as JSON', async () => {
    const { written } = await run({ json: true });
    const { provider, source, workload, claims, gateway: answer } = JSON.parse(written);
    expect({ provider, source, answer }).to.deep.equal({
      provider: 'github-actions',
      source: 'github-actions',
      answer: undefined,
    });
    expect(workload).to.include({ kind: 'job', tenant: '98765432' });
    expect(claims.repository_id).to.deep.equal({ value: '123456', stability: 'immutable' });
    expect(claims.repository).to.include({ value: 'acme/shop', idOf: 'repository_id' });
  });

  it('says what the gateway grants, and gives it back', async () => {
    const { code, written } = await run({ audience: TARGET });
    expect(code).to.equal(EXIT.done);
    expect(written).to.match(
      /✓ the gateway grants deploy:read deploy:write of deployer for 10 minutes \(decision [\w-]+\)\n$/,
    );
    const json = JSON.parse((await run({ audience: TARGET, scope: ['deploy:read'], json: true })).written);
    expect(json.gateway).to.deep.include({ scopes: ['deploy:read'], expiresIn: 600 });
  });

  it('says why it does not, by reason and decision', async () => {
    const { code, written, noted } = await run({ audience: TARGET }, { env: onABranch() });
    expect(code).to.equal(EXIT.denied);
    expect(written).to.contain('refs/heads/try-free-shipping');
    expect(noted).to.match(/^cambio: denied: .+ \(claim_mismatch\)\n.*explain --decision [\w-]+\n$/s);
  });

  it('says what would have to change, where the gateway tells', async () => {
    const telling = await gatewayUnderTest();
    const trust = telling.folder.document;
    await writeFile(
      trust,
      (await readFile(trust, 'utf8')).replace('kind: Issuer', 'kind: Issuer\nexplainDenials: claims'),
    );
    const env = { ...telling.platform.job(ON_A_BRANCH), CAMBIO_GATEWAY: telling.settings.issuer };
    // Until the gateway has read the change.
    let ended = await run({ audience: TARGET }, { env });
    while (!ended.written.includes('✗')) ended = await run({ audience: TARGET }, { env });
    await telling.close();
    expect(ended.code).to.equal(EXIT.denied);
    expect(ended.written).to.match(
      /✗ ref equals "refs\/heads\/main" {2}found "refs\/heads\/try-free-shipping"\n$/,
    );
  });

  it('says so where the token is none that can be read', async () => {
    const ended = await run({ subjectTokenStdin: true }, { input: 'opaque' });
    expect(ended).to.include({ code: EXIT.usage, written: '' });
    expect(ended.noted).to.contain('JWT').and.not.contain('opaque');
  });
});
