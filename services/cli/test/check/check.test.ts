import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type CheckOptions, check } from '../../src/check/check.ts';
import { EXIT } from '../../src/exit-code.ts';
import { cambio } from '../cambio.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../config/trust/github.yaml', import.meta.url));

describe('check', () => {
  let folder: string;
  let example: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-check-'));
    example = await readFile(EXAMPLE, 'utf8');
  });

  after(() => rm(folder, { recursive: true }));

  async function run(options: Partial<CheckOptions>) {
    const terminal = terminalUnderTest({ now: () => Date.parse('2026-11-22') });
    const code = await check({ paths: [], format: 'text', ...options }, terminal);
    return { code, written: terminal.written(), noted: terminal.noted() };
  }

  /** Checks the example with one thing changed. */
  async function runChanged(from: string, to: string, options: Partial<CheckOptions> = {}) {
    const path = join(folder, 'changed.yaml');
    expect(example).to.contain(from);
    await writeFile(path, example.replace(from, to));
    const line = example.slice(0, example.indexOf(from)).split('\n').length;
    return { path, line, ...(await run({ paths: [path], ...options })) };
  }

  it('has nothing to say against the example', async () => {
    const { code, written } = await run({ paths: [EXAMPLE] });
    expect({ code, written }).to.deep.equal({
      code: EXIT.done,
      written: '✓ 1 file, 3 documents, 4 tests: nothing to complain about\n',
    });
  });

  it('checks the trust documents in the settings with the others, where they are written', async () => {
    const config = join(folder, 'admins.yaml');
    const mapping = `admin:
  mappings:
    - id: pipeline
      owner: it@acme.example
      purpose: Apply the documents
      issuer: github
      match: { repository_id: "123456", environment: trust }
      grant: { scopes: ["trust:read"] }
`;
    await writeFile(config, mapping);
    const good = await run({ paths: [EXAMPLE], config });
    expect(good.written).to.contain('2 files, 4 documents').and.not.contain('error');
    await writeFile(config, mapping.replace('trust:read', 'trust:reed'));
    const bad = await run({ paths: [EXAMPLE], config });
    expect(bad.code).to.equal(EXIT.denied);
    expect(bad.written).to.contain(`${config}:8:`).and.contain('trust:reed');
  });

  for (const { title, from, to, rule } of [
    { title: 'an unknown member', from: 'purpose: Deploy', to: 'purpos: Deploy', rule: 'unknown-member' },
    { title: 'malformed YAML', from: 'match:\n', to: 'match: [\n', rule: 'syntax' },
    {
      title: 'an inline test that fails',
      from: 'ref: refs/heads/main',
      to: 'ref: refs/heads/x',
      rule: 'failing-test',
    },
    {
      title: 'a tenant that is not pinned',
      from: '  repository_id: "123456"\n',
      to: '',
      rule: 'unpinned-tenant',
    },
  ]) {
    it(`fails on ${title}, and says where`, async () => {
      const { code, written, path } = await runChanged(from, to);
      expect(code).to.equal(EXIT.denied);
      expect(written).to.match(
        new RegExp(`^${RegExp.escape(path)}:\\d+:\\d+: error: .* \\[${rule}\\]$`, 'm'),
      );
    });
  }

  it('names the member that was meant', async () => {
    const { written, path, line } = await runChanged('purpose: Deploy', 'purpos: Deploy');
    expect(written)
      .to.contain(`${path}:${line}:1: error: `)
      .and.match(/did you mean .*purpose/);
  });

  it('checks settings and the documents they name, both although one is wrong', async () => {
    const trust = join(folder, 'trust');
    await mkdir(trust, { recursive: true });
    await writeFile(join(trust, 'a.yaml'), 'kind: Targit\nid: a\n');
    const config = join(folder, 'cambio.yaml');
    await writeFile(config, `trust: { source: directory, path: ${trust} }\n`);
    expect((await run({ config })).written).to.contain(`${trust}/a.yaml:1:`);

    await writeFile(config, `isuer: https://sts.example\n`);
    const { code, written } = await run({ config, paths: [trust] });
    expect(code).to.equal(EXIT.denied);
    expect(written)
      .to.contain(`${config}:1:1: error: isuer is not a setting`)
      .and.contain(`${trust}/a.yaml:1:`);
  });

  it('lists problems as JSON, SARIF and GitHub annotations', async () => {
    const changed = (format: CheckOptions['format']) =>
      runChanged('purpose: Deploy', 'purpos: Deploy', { format });
    const json = JSON.parse((await changed('json')).written);
    expect(json).to.deep.include({ ok: false });
    expect(rulesOf(json.diagnostics)).to.include('unknown-member');
    expect(json.files).to.have.length(1);
    const sarif = JSON.parse((await changed('sarif')).written);
    expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).to.include(
      'unknown-member',
    );
    expect((await changed('github')).written).to.match(
      /^::error file=.*changed.yaml,line=\d+,col=1,title=unknown-member::/m,
    );
  });

  it('tells what is advised, and where to read of it', async () => {
    const { code, written, path } = await runChanged('  event_name: [push, workflow_dispatch]\n', '');
    expect(code).to.equal(EXIT.done);
    expect(written).to.match(
      new RegExp(`^${RegExp.escape(path)}:\\d+:\\d+: warning: .* \\[untrusted-event\\]$`, 'm'),
    );
    expect(written).to.match(/^docs\/reference\/lint\/untrusted-event\.md$/m);
    const json = JSON.parse((await run({ paths: [path], format: 'json' })).written);
    expect(json.diagnostics[0].page).to.equal('docs/reference/lint/untrusted-event.md');
    const sarif = JSON.parse((await run({ paths: [path], format: 'sarif' })).written);
    expect(sarif.runs[0].tool.driver.rules[0]).to.deep.equal({
      id: 'untrusted-event',
      shortDescription: { text: 'Jobs set off by outsiders, by a pull request for one, are let in.' },
      help: { text: 'See docs/reference/lint/untrusted-event.md' },
    });
    expect((await run({ paths: [path], format: 'github' })).written).to.contain(
      '%0ASee docs/reference/lint/',
    );
  });

  it('tells what has become of documents by now', async () => {
    const { written } = await runChanged('reviewBy: 2027-06-01', 'reviewBy: 2026-06-01');
    expect(written).to.contain('shop-deploy-prod was to be reviewed by 2026-06-01');
  });

  describe('--fix', () => {
    it('mends what it can, leaves the rest of the file as it is, and reports what is left', async () => {
      const path = join(folder, 'mend.yaml');
      const broken = example
        .replace('purpose: Deploy', 'purpos: Deploy')
        .replace('  event_name: [push, workflow_dispatch]\n', '')
        .replace('lifetime: 10m\n  # The', 'lifetime: 1h\n  # The');
      await writeFile(path, broken);
      const before = await run({ paths: [path] });
      expect(before.code).to.equal(EXIT.denied);
      expect(before.written).to.match(/errors?\n {2}1 of these can be mended with --fix\n$/);
      const { code, written } = await run({ paths: [path], fix: true });
      expect(code).to.equal(EXIT.done);
      expect(written).to.match(/✓ mended 1 problem\n✓ 1 file, 3 documents, 4 tests: 2 warnings\n$/);
      expect(await readFile(path, 'utf8')).to.equal(broken.replace('purpos: Deploy', 'purpose: Deploy'));
    });

    it('writes nothing where there is nothing to mend', async () => {
      const path = join(folder, 'fine.yaml');
      await writeFile(path, example);
      await chmod(path, 0o444);
      const { mtimeMs } = await stat(path);
      expect((await run({ paths: [path], fix: true })).code).to.equal(EXIT.done);
      expect((await stat(path)).mtimeMs).to.equal(mtimeMs);
    });

    it('is not promised for what it leaves alone: other files, and text that an edit could break', async () => {
      const config = join(folder, 'settled.yaml');
      await writeFile(
        config,
        `admin:
  mappings:
    - id: pipeline
      owner: it@acme.example
      purpose: Apply the documents
      issuer: github
      match: { repository_id: "123456", environment: trust, event_name: push }
      grant: { scopes: ["trust:read"] }
      acknowledge: [{ rule: broad-glob, because: It is not broad }]
`,
      );
      const settled = await run({ paths: [EXAMPLE], config });
      expect(settled.written).to.contain('[needless-acknowledgement]').and.not.to.contain('--fix');
      const folded = await runChanged('when: claims', 'effect: >-\n  alow\nwhen: claims');
      expect(folded.written).to.contain('did you mean').and.not.to.contain('--fix');
    });

    it('lists as JSON what it mended', async () => {
      const path = join(folder, 'json.yaml');
      await writeFile(path, example.replace('purpose: Deploy', 'purpos: Deploy'));
      const { fixed, diagnostics } = JSON.parse(
        (await run({ paths: [path], fix: true, format: 'json' })).written,
      );
      expect(rulesOf(fixed)).to.deep.equal(['unknown-member']);
      expect(diagnostics).to.deep.equal([]);
    });
  });

  it('goes through the files in their order, and through each by line', async () => {
    const one = join(folder, 'one.yaml');
    const other = join(folder, 'other.yaml');
    await writeFile(one, 'kind: Target\nid: a\nowner: x\nscopes: {}\naudience: ""\nfoo: 1\n');
    await writeFile(other, 'kind: Nothing\n');
    const { written } = await run({ paths: [other, one] });
    const places = [...written.matchAll(/\/(\w+)\.yaml:(\d+):/g)].map(([, file, line]) => `${file}:${line}`);
    expect(places).to.deep.equal(['other:1', 'one:4', 'one:5', 'one:6']);
  });

  it('says so where there is nothing to check, or no such file', async () => {
    const empty = await mkdtemp(join(folder, 'empty-'));
    const nothing = await cambio(['check'], { cwd: empty });
    expect(nothing).to.include({ code: EXIT.usage, stdout: '' });
    expect(nothing.stderr).to.match(/^cambio: nothing to check: /);
    const missing = await run({ paths: ['/no/such/trust'] });
    expect(missing).to.deep.equal({
      code: EXIT.usage,
      written: '',
      noted: 'cambio: cannot read /no/such/trust: there is no such file\n',
    });
    const below = join(EXAMPLE, 'below');
    const inFile = await run({ paths: [below] });
    expect(inFile.noted).to.equal(`cambio: cannot read ${below}: a part of its path is no folder\n`);
    const none = await run({ paths: [empty] });
    expect(none).to.include({ code: EXIT.usage, written: '' });
    expect(none.noted).to.contain(`there are no trust documents in ${empty}\n`);
  });
});

function rulesOf(diagnostics: readonly { rule: string }[]): string[] {
  return diagnostics.map(({ rule }) => rule);
}
