import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { demo } from '../../src/demo/demo.ts';
import { EXIT } from '../../src/exit-code.ts';
import { cambio, startCambio } from '../cambio.ts';
import { type TerminalUnderTest, terminalUnderTest } from '../terminal-under-test.ts';

const shell = promisify(execFile);

describe('demo --once', () => {
  let terminal: TerminalUnderTest;

  before(async () => {
    terminal = terminalUnderTest();
    expect(await demo({ once: true }, terminal)).to.equal(EXIT.done);
  });

  it("shows the platform token's claims", () => {
    expect(terminal.written()).to.match(/^ +repository_id +123456$/m);
    expect(terminal.written()).to.match(/^ +ref +refs\/heads\/main$/m);
  });

  it('shows the mapping, the issued token and that it verified', () => {
    expect(terminal.written()).to.match(/^ +id: shop-deploy-prod$/m);
    expect(terminal.written()).to.match(/^ +sub +repo\/123456\/env\/production$/m);
    expect(terminal.written()).to.match(/✓ ES256 signature verified with the keys at http:\S+\/jwks\n/);
  });

  it('shows why the second request was denied: condition, expected, found', () => {
    expect(terminal.written()).to.match(
      /✗ +ref +equals "refs\/heads\/main" +found "refs\/heads\/try-free-shipping"/,
    );
    expect(terminal.written()).to.match(/✗ denied: .+ \(claim_mismatch\)\n/);
  });

  it('shows both decision ids, and prints no token', () => {
    expect(terminal.written().match(/[✓✗] decision [\w-]{20,} recorded/g)).to.have.length(2);
    expect(terminal.written()).not.to.match(/eyJ/);
    expect(terminal.noted()).to.equal('');
  });

  it('leaves nothing behind', () => {
    const [, folder = ''] = /(\/\S+\/cambio-demo-\w+)\//.exec(terminal.written()) ?? [];
    expect(folder).not.to.equal('');
    expect(existsSync(folder)).to.equal(false);
  });
});

describe('demo', () => {
  let data: string;
  let terminal: TerminalUnderTest;
  let ended: Promise<number>;

  before(async () => {
    await requireProgram('curl', 'curl');
    data = await mkdtemp(join(tmpdir(), 'cambio-demo-test-'));
    terminal = terminalUnderTest();
    ended = demo({ data }, terminal);
    await terminal.says(/until you press Ctrl-C/);
  });

  after(async () => {
    terminal.interrupt();
    expect(await ended).to.equal(EXIT.done);
    await rm(data, { recursive: true });
  });

  /** Every ready-made command that was printed, pasted into a shell. */
  const pasted = async () => {
    const commands = terminal.written().match(/^ +TOKEN=[\s\S]*?audience=deployer$/gm) ?? [];
    const outputs = await Promise.all(commands.map((command) => shell('sh', ['-c', command])));
    return outputs.map(({ stdout }) => JSON.parse(stdout));
  };

  it('gives commands that work when they are pasted, again and again', async () => {
    for (const _ of [1, 2]) {
      const [allowed, denied] = await pasted();
      expect(allowed).to.include({ token_type: 'Bearer', scope: 'deploy:read deploy:write' });
      expect(denied).to.include({ error: 'invalid_target', reason: 'claim_mismatch' });
    }
  });

  it('gives a command that explains the denial from the record', async () => {
    const [, id = '', config = ''] = /explain --decision (\S+) --config (\S+)/.exec(terminal.written()) ?? [];
    const { code, stdout } = await cambio(['explain', '--decision', id, '--config', config]);
    expect(code).to.equal(EXIT.denied);
    expect(stdout)
      .to.contain(id)
      .and.match(/✗ +ref +equals "refs\/heads\/main" +found "refs\/heads\/try-free-shipping"/);
  });

  it('follows changes of the trust documents, and shows what happens', async () => {
    const document = join(data, 'trust/github.yaml');
    const text = await readFile(document, 'utf8');
    await writeFile(document, text.replace('id: shop-deploy-prod', 'id: shop deploy'));
    await terminal.says(/trust change refused.*\n +\S+github\.yaml:\d+:\d+: /);
    await writeFile(document, `${text}---\n${branchMapping}`);
    await terminal.says(/trust changed/);
    const [, nowAllowed] = await pasted();
    expect(nowAllowed).to.include({ scope: 'deploy:read' });
  });
});

const branchMapping = `kind: Mapping
id: shop-look
owner: team-shop@acme.example
purpose: Branches may look
issuer: github
target: deployer
match: { repository_id: "123456", ref: refs/heads/try-free-shipping }
grant: { scopes: [deploy:read] }
`;

describe('demo --data', () => {
  it('keeps what the user made of the documents, and points them at the new platform', async () => {
    const data = await mkdtemp(join(tmpdir(), 'cambio-demo-test-'));
    expect(await demo({ data, once: true }, terminalUnderTest())).to.equal(EXIT.done);
    const document = join(data, 'trust/github.yaml');
    const changed = (await readFile(document, 'utf8')).replace(
      'ref: refs/heads/main',
      'ref: refs/heads/release',
    );
    await writeFile(document, changed);

    const terminal = terminalUnderTest();
    expect(await demo({ data, once: true }, terminal)).to.equal(EXIT.denied);
    expect(terminal.noted()).to.contain('github.yaml');
    expect(await readFile(document, 'utf8')).to.contain('ref: refs/heads/release');
    await rm(data, { recursive: true });
  });

  it('says so where the folder cannot be had', async () => {
    const terminal = terminalUnderTest();
    expect(await demo({ data: '/dev/null/x', once: true }, terminal)).to.equal(EXIT.usage);
    expect(terminal.noted()).to.match(/^cambio: cannot \w+ \/dev\/null\/x: /);
  });
});

describe('demo --platform', () => {
  it('prints what a job finds in its environment, for a shell to take over', async () => {
    const running = startCambio(['demo', '--platform'], { env: { TMPDIR: tmpdir() } });
    const script = `${await running.says(/REQUEST_TOKEN='.+'\n/)}
printf '%s %s' "$ACTIONS_ID_TOKEN_REQUEST_URL" "$ACTIONS_ID_TOKEN_REQUEST_TOKEN"`;
    const [url = '', bearer = ''] = (await shell('sh', ['-c', script])).stdout.split(' ');
    const answer = await fetch(`${url}&audience=a`, { headers: { authorization: `bearer ${bearer}` } });
    expect(await answer.json()).to.have.keys('count', 'value');
    running.process.kill('SIGINT');
    expect(await running.ended).to.include({ code: EXIT.done, stderr: '' });
  });
});
