import { expect } from 'chai';
import { ON_A_BRANCH, ON_MAIN, TARGET } from '../../src/demo/jobs.ts';
import { exchangeToken } from '../../src/exchange/exchange-token.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type ExplainOptions, explainRequest } from '../../src/explain/explain-request.ts';
import { type RevokeOptions, revokeTokens } from '../../src/revoke/revoke-tokens.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

/** Main looks after the gateway, and takes a key for it; a branch may only look. */
const ADMINS = `
kind: Mapping
id: main-admin
owner: shop@acme.example
purpose: Main looks after the gateway
issuer: github
target: admin
match: { repository_id: "123456", ref: refs/heads/main }
grant: { scopes: ["decisions:read", "tokens:revoke"], binding: dpop, subject: "repo/{repository_id}" }
---
kind: Mapping
id: branch-reads
owner: shop@acme.example
purpose: A branch looks decisions up
issuer: github
target: admin
match: { repository_id: "123456", ref: refs/heads/try-free-shipping }
grant: { scopes: ["decisions:read"] }
`;

describe('the commands that ask a running gateway', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await gatewayUnderTest(ADMINS);
  });

  after(() => gateway.close());

  type Job = typeof ON_MAIN | typeof ON_A_BRANCH;

  const url = () => gateway.settings.issuer;
  const at = (job: Job) =>
    terminalUnderTest({ env: { ...gateway.platform.job(job), CAMBIO_GATEWAY: url() } });

  async function explain(options: Partial<ExplainOptions>, job: Job = ON_MAIN) {
    const terminal = at(job);
    const code = await explainRequest({ binding: 'none', gateway: url(), ...options }, terminal);
    return { code, written: terminal.written(), noted: terminal.noted() };
  }

  async function revoke(options: Partial<RevokeOptions>, job: Job = ON_MAIN) {
    const terminal = at(job);
    const code = await revokeTokens({ reason: 'Try it', ...options }, terminal);
    return { code, written: terminal.written(), noted: terminal.noted() };
  }

  async function issue() {
    const terminal = at(ON_MAIN);
    await exchangeToken({ audience: TARGET, output: 'json' }, terminal);
    const { access_token: token, decision_id: decision } = JSON.parse(terminal.written());
    return { token: String(token), decision: String(decision) };
  }

  async function isActive(token: string): Promise<boolean> {
    const { token: caller } = await issue();
    const response = await fetch(`${url()}/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
      headers: { authorization: `Bearer ${caller}` },
    });
    return JSON.parse(await response.text()).active;
  }

  it('explain a decision, as whoever has its record would', async () => {
    const { decision } = await issue();
    const { code, written } = await explain({ decision });
    expect(code).to.equal(EXIT.done);
    expect(written).to.contain(decision).and.contain('allowed by shop-deploy-prod');
    expect(written).to.equal(
      (await explain({ decision, gateway: undefined, config: gateway.folder.settings })).written,
    );
    expect(JSON.parse((await explain({ decision, json: true })).written)).to.include({ id: decision });
  });

  it('explain a denial, and end with 1', async () => {
    const refused = at(ON_A_BRANCH);
    await exchangeToken({ audience: TARGET, output: 'token' }, refused);
    const decision = /--decision ([\w-]+)/.exec(refused.noted())?.[1];
    const { code, written } = await explain({ decision }, ON_A_BRANCH);
    expect(code).to.equal(EXIT.denied);
    expect(written).to.match(/^✗ denied: .+ \(claim_mismatch\)\n/);
  });

  for (const decision of ['nothing', '..', '../trust', '?limit=1', '%2e%2e', '\u001b[31m']) {
    it(`know no decision ${JSON.stringify(decision)}`, async () => {
      const { code, written, noted } = await explain({ decision });
      expect({ code, written }).to.deep.equal({ code: EXIT.usage, written: '' });
      expect(noted).to.match(/^cambio: the gateway says: [\w ]+\n$/);
    });
  }

  it('revoke by selector, and say what was revoked', async () => {
    const { token } = await issue();
    expect(await isActive(token)).to.equal(true);
    const { code, written } = await revoke({ mapping: 'shop-deploy-prod' });
    expect(code).to.equal(EXIT.done);
    expect(written).to.match(
      /^✓ revoked: every token of mapping shop-deploy-prod issued until now \(revocation [\w-]+\)\n$/,
    );
    expect(await isActive(token)).to.equal(false);
  });

  it('print what was revoked as JSON', async () => {
    const { written } = await revoke({ token: 'x-1', json: true });
    expect(JSON.parse(written)).to.deep.include({
      selector: { by: 'token', value: 'x-1' },
      author: 'repo/123456',
      reason: 'Try it',
    });
  });

  it('are denied where no mapping grants the scope', async () => {
    const { code, written, noted } = await revoke({ mapping: 'x' }, ON_A_BRANCH);
    expect({ code, written }).to.deep.equal({ code: EXIT.denied, written: '' });
    expect(noted).to.contain('(scope_not_granted)');
  });

  for (const [options, says] of [
    [{}, 'what shall be revoked?'],
    [{ mapping: 'a', target: 'b' }, 'tokens are chosen by one thing alone'],
    [{ before: 'yesterday' }, 'The body is not what this operation takes: before'],
    [{ before: '2999-01-01T00:00:00Z' }, 'the time is in the future'],
    [{ token: 'a.b.c' }, 'The body is not what this operation takes: token'],
    [{ mapping: 'a', reason: '' }, 'The body is not what this operation takes: reason'],
  ] as const) {
    it(`refuse to revoke with ${JSON.stringify(options)}`, async () => {
      const { code, written, noted } = await revoke(options);
      expect({ code, written }).to.deep.equal({ code: EXIT.usage, written: '' });
      expect(noted).to.contain(says);
    });
  }

  it('say so where there is no gateway, and where none is named', async () => {
    expect(await explain({ decision: 'x', gateway: 'http://127.0.0.1:1' })).to.include({
      code: EXIT.unreachable,
      written: '',
    });
    const nowhere = terminalUnderTest({ env: gateway.platform.job(ON_MAIN) });
    expect(await revokeTokens({ mapping: 'x', reason: 'y' }, nowhere)).to.equal(EXIT.usage);
    expect(nowhere.noted()).to.contain('which gateway?');
    expect((await explain({})).noted).to.contain('--gateway needs --decision');
  });
});
