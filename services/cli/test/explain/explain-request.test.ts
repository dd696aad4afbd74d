import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Claims, sampleClaims } from '@cambio/claims';
import { expect } from 'chai';
import { ON_A_BRANCH, ON_MAIN, TARGET } from '../../src/demo/jobs.ts';
import { exchangeToken } from '../../src/exchange/exchange-token.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type ExplainOptions, explainRequest } from '../../src/explain/explain-request.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { type TerminalOptions, terminalUnderTest } from '../terminal-under-test.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../config/trust/github.yaml', import.meta.url));

const CLAIMS: Claims = { ...sampleClaims('github-actions'), ...ON_MAIN };

async function run(options: Partial<ExplainOptions>, terminalOptions?: TerminalOptions) {
  const terminal = terminalUnderTest(terminalOptions);
  const code = await explainRequest({ binding: 'none', ...options }, terminal);
  return { code, written: terminal.written(), noted: terminal.noted() };
}

describe('explain --claims', () => {
  const explain = (claims: object, options: Partial<ExplainOptions> = {}) =>
    run({ claims: '-', trust: [EXAMPLE], audience: TARGET, ...options }, { input: JSON.stringify(claims) });

  it('says what is granted, and that nothing was verified', async () => {
    const { code, written, noted } = await explain(CLAIMS);
    expect(code).to.equal(EXIT.done);
    expect(written)
      .to.contain('acme/shop (production)')
      .and.match(/✓ allowed by shop-deploy-prod: deploy:read deploy:write/);
    expect(noted).to.contain('Nothing was verified');
  });

  it('says which condition failed, what it expected and what it found', async () => {
    const { code, written } = await explain({ ...CLAIMS, ...ON_A_BRANCH });
    expect(code).to.equal(EXIT.denied);
    expect(written).to.match(/✗ denied: .+ \(claim_mismatch\)\n/);
    expect(written).to.match(/✓ +repository_id +equals "123456"\n/);
    expect(written).to.match(/✗ +ref +equals "refs\/heads\/main" +found "refs\/heads\/try-free-shipping"\n/);
  });

  it('says which claim is not there', async () => {
    const { environment: _, ...without } = CLAIMS;
    expect((await explain(without)).written).to.match(/✗ +environment +equals "production" +absent\n/);
  });

  it('judges the scopes, the mapping and the moment that are asked about', async () => {
    expect((await explain(CLAIMS, { scope: ['deploy:read'] })).written).to.match(
      /allowed by [\w-]+: deploy:read of/,
    );
    expect((await explain(CLAIMS, { scope: ['deploy:delete'] })).written).to.contain('(scope_not_granted)');
    expect((await explain(CLAIMS, { mapping: 'other' })).code).to.equal(EXIT.denied);
    const elsewhere = await explain(CLAIMS, { audience: 'other' });
    expect(elsewhere.written).to.contain('(unknown_target)');
    expect(elsewhere.written).to.match(/✗ +audience +names a target .* found "other"\n/);
    expect((await explain(CLAIMS, { now: 'soon' })).noted).to.contain('--now');
  });

  it('prints JSON', async () => {
    const { written } = await explain(CLAIMS, { json: true });
    const { verified, workload, explanation } = JSON.parse(written);
    expect(verified).to.equal(false);
    expect(workload.key).to.equal('github-actions:repository_id=123456:environment=production');
    expect(explanation.decision).to.include({ outcome: 'allow', mapping: 'shop-deploy-prod' });
  });

  it('finds the Issuer by `iss`, unless it is named', async () => {
    const other = { ...CLAIMS, iss: 'https://other.example' };
    const { code, noted } = await explain(other);
    expect(code).to.equal(EXIT.usage);
    expect(noted).to.contain('no Issuer has the url').and.contain('github');
    expect((await explain(other, { issuer: 'github' })).code).to.equal(EXIT.done);
    expect((await explain(CLAIMS, { issuer: 'gitlab' })).noted).to.contain('no Issuer with the id gitlab');
  });

  it('says so where a token with such claims would be refused at once', async () => {
    const { run_id: _, ...without } = CLAIMS;
    expect((await explain(without)).noted).to.contain('run_id');
  });

  for (const { input, options, says } of [
    { input: '[]', options: {}, says: 'standard input does not hold a JSON object' },
    { input: '{', options: {}, says: 'standard input does not hold a JSON object' },
    { input: '{}', options: { claims: '/no/such/file' }, says: 'cannot read /no/such/file' },
    { input: '{}', options: { claims: undefined }, says: 'what shall be explained?' },
    { input: '{}', options: { trust: [] }, says: 'no trust documents' },
    { input: '{}', options: { trust: ['/no/such/trust'] }, says: 'cannot read /no/such/trust' },
    { input: '{}', options: { scope: ['a  b'] }, says: '--scope' },
    { input: 'a.b', options: { claims: undefined, tokenFile: '-' }, says: 'does not hold a signed token' },
    { input: 'a.b.c', options: { claims: undefined, tokenFile: '-' }, says: 'does not hold a signed token' },
  ]) {
    it(`refuses ${input} with ${JSON.stringify(options)}`, async () => {
      const ended = await run({ claims: '-', trust: [EXAMPLE], audience: TARGET, ...options }, { input });
      expect(ended).to.include({ code: EXIT.usage, written: '' });
      expect(ended.noted).to.contain(says);
    });
  }
});

describe('explain, beside a gateway', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await gatewayUnderTest();
  });

  after(() => gateway.close());

  it('decodes a token without verifying it', async () => {
    const tokenFile = join(gateway.folder.path, 'token.jwt');
    await writeFile(tokenFile, `${await gateway.platform.issue(ON_MAIN)}\n`);
    const { code, written, noted } = await run({
      tokenFile,
      config: gateway.folder.settings,
      audience: TARGET,
    });
    expect(code).to.equal(EXIT.done);
    expect(written).to.contain('allowed by shop-deploy-prod');
    expect(noted).to.contain('Nothing was verified');
  });

  async function decisionOf(claims: typeof ON_MAIN | typeof ON_A_BRANCH): Promise<string> {
    const terminal = terminalUnderTest({ env: gateway.platform.job(claims) });
    const options = { gateway: gateway.settings.issuer, audience: TARGET, output: 'json' } as const;
    await exchangeToken(options, terminal);
    return /(?:"decision_id": "|--decision )([\w-]+)/.exec(terminal.written() + terminal.noted())?.[1] ?? '';
  }

  const recorded = (decision: string, options: Partial<ExplainOptions> = {}) =>
    run({ decision, config: gateway.folder.settings, ...options });

  it('explains a denial from the record', async () => {
    const id = await decisionOf(ON_A_BRANCH);
    const { code, written } = await recorded(id);
    expect(code).to.equal(EXIT.denied);
    expect(written)
      .to.match(/^✗ denied: .+ \(claim_mismatch\)\n/)
      .and.contain(id);
    expect(written).to.match(/✗ +ref +equals "refs\/heads\/main" +found "refs\/heads\/try-free-shipping"\n/);
  });

  it('shows what was issued, and never a token', async () => {
    const { code, written } = await recorded(await decisionOf(ON_MAIN));
    expect(code).to.equal(EXIT.done);
    expect(written).to.contain('deploy:read deploy:write as repo/123456/env/production');
    expect(written).not.to.match(/eyJ/);
  });

  it('prints the record as JSON', async () => {
    const id = await decisionOf(ON_A_BRANCH);
    const decision = JSON.parse((await recorded(id, { json: true })).written);
    expect(decision).to.include({ id, outcome: 'deny', reason: 'claim_mismatch' });
  });

  it('says so where there is no such decision', async () => {
    const { code, noted } = await recorded('no-such-id');
    expect({ code, noted }).to.deep.equal({
      code: EXIT.usage,
      noted: 'cambio: no decision has the id no-such-id\n',
    });
  });

  it('says so where there is no record, and makes none', async () => {
    const store = join(gateway.folder.path, 'other.db');
    const config = join(gateway.folder.path, 'other.yaml');
    await writeFile(config, `ledger: { url: "sqlite:${store}" }\n`);
    expect((await recorded('x', { config })).code).to.equal(EXIT.unreachable);
    expect(existsSync(store)).to.equal(false);
  });
});
