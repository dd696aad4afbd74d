import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ON_A_BRANCH, ON_MAIN, TARGET } from '../../src/demo/jobs.ts';
import { exchangeToken } from '../../src/exchange/exchange-token.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type PlanOptions, planTrust } from '../../src/trust/plan.ts';
import { cambio } from '../cambio.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../config/trust/github.yaml', import.meta.url));

async function run(options: Partial<PlanOptions>, now = Date.now) {
  const terminal = terminalUnderTest({ now });
  const code = await planTrust({ paths: [], days: 30, limit: 1000, ...options }, terminal);
  return { code, written: terminal.written(), noted: terminal.noted() };
}

describe('trust plan', () => {
  let folder: string;
  let example: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-plan-'));
    example = await readFile(EXAMPLE, 'utf8');
  });

  after(() => rm(folder, { recursive: true }));

  /** A file of documents in which one thing is otherwise, and its tests are left out. */
  async function changedFile(from: string, to: string, text = example): Promise<string> {
    expect(text).to.contain(from);
    const path = join(folder, 'changed.yaml');
    await writeFile(path, text.replace(/^tests:\n[\s\S]*/m, '').replace(from, to));
    return path;
  }

  it('says what documents do otherwise', async () => {
    const path = await changedFile('ref: refs/heads/main', 'ref: { prefix: refs/heads/ }');
    const { code, written } = await run({ paths: [path], against: [EXAMPLE] });
    expect(code).to.equal(EXIT.done);
    expect(written).to.contain(
      'Mapping/shop-deploy-prod  changed\n' +
        '  wider  requires: ref starts with "refs/heads/" (was: equals "refs/heads/main")\n',
    );
    expect(written).to.match(/✓ 1 document changed in effect\n$/);
  });

  it('says what lint finds in the new documents alone', async () => {
    const path = await changedFile('  event_name: [push, workflow_dispatch]\n', '');
    const { written } = await run({ paths: [path], against: [EXAMPLE] });
    expect(written).to.contain('[untrusted-event]').and.contain('[no-tests]');
    expect((await run({ paths: [path], against: [path] })).written).to.equal('✓ nothing changes\n');
  });

  it('ends with 1 at a change where that is asked for', async () => {
    const path = await changedFile('lifetime: 10m\n  # The', 'lifetime: 9m\n  # The');
    const asked = { paths: [path], against: [EXAMPLE], failOnChange: true } as const;
    expect((await run(asked)).code).to.equal(EXIT.denied);
    expect((await run({ ...asked, paths: [EXAMPLE] })).code).to.equal(EXIT.done);
  });

  it('refuses documents with errors, new or old', async () => {
    const path = await changedFile('purpose: Deploy', 'purpos: Deploy');
    const wrong = await run({ paths: [path], against: [EXAMPLE] });
    expect(wrong).to.include({ code: EXIT.denied, written: '' });
    expect(wrong.noted).to.contain('[unknown-member]').and.contain('the new documents have errors');
    const old = await run({ paths: [EXAMPLE], against: [path] });
    expect(old.noted).to.contain('the documents to compare with have errors');
  });

  it('says so where there is nothing to compare with', async () => {
    const empty = await mkdtemp(join(folder, 'empty-'));
    const { code, stderr } = await cambio(['trust', 'plan', EXAMPLE], { cwd: empty });
    expect(code).to.equal(EXIT.unreachable);
    expect(stderr).to.contain('--against');
    const none = await run({ paths: [empty], against: [EXAMPLE] });
    expect(none).to.include({ code: EXIT.usage, written: '' });
    expect(none.noted).to.contain(`there are no trust documents in ${empty}\n`);
    const misused = await cambio(['trust', 'plan', EXAMPLE, '--days', '0'], { cwd: empty });
    expect(misused.code).to.equal(EXIT.usage);
  });

  describe('with the record of a gateway', () => {
    let gateway: GatewayUnderTest;
    let inForce: string;

    before(async () => {
      gateway = await gatewayUnderTest();
      inForce = await readFile(gateway.folder.document, 'utf8');
      for (const claims of [ON_MAIN, ON_A_BRANCH, ON_A_BRANCH]) {
        const terminal = terminalUnderTest({ env: gateway.platform.job(claims) });
        const options = { gateway: gateway.settings.issuer, audience: TARGET, output: 'json' } as const;
        await exchangeToken(options, terminal);
      }
    });

    after(() => gateway.close());

    function plan(paths: readonly string[], options: Partial<PlanOptions> = {}) {
      return run({ paths, against: [gateway.folder.document], config: gateway.folder.settings, ...options });
    }

    it('puts first who would newly get in, once for requests that are alike', async () => {
      const path = await changedFile('ref: refs/heads/main', 'ref: { prefix: refs/heads/ }', inForce);
      const { written } = await plan([path]);
      expect(written).to.match(
        /^! newly allowed: acme\/shop \(production\) → deployer {2}2 times, lastly decision \S+$/m,
      );
      expect(written).to.match(/^ {4}was ✗ denied: .* \(claim_mismatch\)$/m);
      expect(written).to.match(
        /^ {4}now ✓ allowed by shop-deploy-prod: deploy:read deploy:write of deployer/m,
      );
      expect(written).to.contain('3 recorded decisions of the last 30 days made again\n');
      expect(written).to.match(/! 1 document changed in effect, 1 request newly allowed\n$/);
    });

    it('explains who would newly be kept out', async () => {
      const path = await changedFile('environment: production', 'environment: live', inForce);
      const { written } = await plan([path]);
      expect(written).to.match(/^· newly denied: acme\/shop \(production\) → deployer {2}decision \S+$/m);
      expect(written).to.match(/✗ +environment +equals "live" +found "production"$/m);
    });

    it('prints JSON', async () => {
      const path = await changedFile('environment: production', 'environment: live', inForce);
      const { documents, record } = JSON.parse((await plan([path], { json: true })).written);
      expect(documents[0]).to.include({ kind: 'Mapping', id: 'shop-deploy-prod', change: 'changed' });
      expect(documents[0].effects[0]).to.include({ member: 'match.environment', reach: 'other' });
      expect(record).to.include({
        replayed: 3,
        unfaithful: 0,
        truncated: false,
        skipped: 0,
        claims: 'profile',
      });
      expect(record.changes[0]).to.include({ kind: 'newly_denied', faithful: true });
      expect(record.changes[0].after.decision.reason).to.equal('claim_mismatch');
    });

    it('looks at no more of the record than is asked for', async () => {
      const { record } = JSON.parse(
        (await plan([gateway.folder.document], { json: true, limit: 2 })).written,
      );
      expect(record).to.include({ replayed: 2, truncated: true });
    });

    it('says which mappings have not been used, as far back as the record goes', async () => {
      const asked = { paths: [gateway.folder.document], config: gateway.folder.settings, days: 90 };
      const later = (days: number) => run(asked, () => Date.now() + days * 86_400_000);
      expect((await later(0)).written).not.to.contain('[unused]');
      expect((await later(89)).written).not.to.contain('[unused]');
      expect((await later(91)).written).to.contain(
        'shop-deploy-prod has granted nothing for 90 days [unused]',
      );
    });

    it('says where the documents compared with are not those that decided', async () => {
      const path = await changedFile('environment: production', 'environment: live', inForce);
      const { written } = await plan([path], { against: [path] });
      expect(written).to.contain('1 do not come out as recorded').and.contain('audit.claims is profile');
    });

    it('says that the record tells nothing of conditions where no claims are in it', async () => {
      const path = await changedFile('ref: refs/heads/main', 'ref: { prefix: refs/heads/ }', inForce);
      const terminal = terminalUnderTest({ env: { CAMBIO_AUDIT_CLAIMS: 'none' } });
      const paths = { paths: [path], against: [gateway.folder.document], config: gateway.folder.settings };
      await planTrust({ ...paths, days: 30, limit: 1000 }, terminal);
      expect(terminal.written()).to.contain('no claims are recorded (audit.claims is none)');
      expect((await plan([path])).written).not.to.contain('no claims are recorded');
    });

    it('says so where the store it compares with has none, since the gateway takes them from files', async () => {
      const asked = {
        paths: [gateway.folder.document],
        data: dirname(gateway.settings.keys.encryption.keyFile),
      };
      expect((await run(asked)).noted)
        .to.contain('the store holds no documents')
        .and.contain('--against');
      expect((await run({ ...asked, against: [gateway.folder.document] })).noted).to.equal('');
    });

    it('compares with the documents in force where no others are named', async () => {
      const path = await changedFile('environment: production', 'environment: live', inForce);
      const { written } = await run({ paths: [path], config: gateway.folder.settings });
      expect(written)
        .to.contain('environment equals "live" (was: equals "production")')
        .and.contain('newly denied');
    });
  });
});
