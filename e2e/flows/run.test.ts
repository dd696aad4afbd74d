import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { expect } from 'chai';
import { cambio, startCambio } from '../gateway/cambio.ts';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';
import { SHOP } from '../shop/trust.ts';

/** A second target, and tokens for it that live so briefly that they are renewed while a test looks on. */
const MORE_TRUST = `
---
kind: Target
id: reports
audience: https://reports.acme.example
scopes: { "report:read": Read reports }
owner: platform@acme.example
---
kind: Mapping
id: shop-reports
owner: shop@acme.example
purpose: Read reports for a moment
issuer: github
target: reports
match: { repository_id: "123456" }
grant: { scopes: ["report:read"], lifetime: 2s }
`;

/** Says when it is there, then each signal that it gets; ends at SIGTERM. */
const LISTENER = `
for (const name of process.argv.slice(1)) process.on(name, () => process.stdout.write(name + '\\n'));
process.on('SIGTERM', () => process.exit(9));
process.stdout.write('ready ' + process.pid + '\\n');
setInterval(() => {}, 1000);
`;

describe('cambio run', () => {
  let shop: Shop;
  let env: Readonly<Record<string, string>>;

  before(async () => {
    shop = await openShop({ moreTrust: MORE_TRUST });
    env = { ...shop.platform.job(SHOP), CAMBIO_GATEWAY: shop.gateway.issuer };
  });

  after(() => shop.close());

  const run = (options: readonly string[], ...command: readonly string[]) =>
    cambio(['run', ...options, '--', ...command], { env });

  const start = (options: readonly string[], ...command: readonly string[]) =>
    startCambio(['run', ...options, '--', ...command], { env });

  /** Asks the gateway, as a service with the same audience would. */
  async function isActive(token: string): Promise<boolean> {
    const caller = await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()));
    const authorization = `Bearer ${caller.token?.access_token}`;
    return introspectionOf(await postForm(`${shop.gateway.issuer}/introspect`, { token }, { authorization }))
      .active;
  }

  const tokenIn = (text: string) => /eyJ[\w.-]+/.exec(text)?.[0] ?? '';

  it('gives the command a token that is good while it runs, and not after; and keeps its exit code', async () => {
    const running = start(['--audience', 'deployer'], 'sh', '-c', 'echo "$CAMBIO_TOKEN !"; exit 7');
    const token = tokenIn(await running.says(' !'));
    expect(token).not.to.equal('');
    const { code, stderr } = await running.finished;
    expect(code).to.equal(7);
    expect(stderr).not.to.contain('cambio:');
    expect(await isActive(token)).to.equal(false);
  });

  it('revokes the token after SIGTERM, and says by which signal the command ended', async () => {
    const running = start(['--audience', 'deployer'], 'sh', '-c', 'echo "$CAMBIO_TOKEN !"; exec sleep 60');
    const token = tokenIn(await running.says(' !'));
    expect(await isActive(token)).to.equal(true);
    running.process.kill('SIGTERM');
    expect(await running.finished).to.include({ code: 128 + constants.signals.SIGTERM, stderr: '' });
    expect(await isActive(token)).to.equal(false);
  });

  it('revokes the token when the command is killed', async () => {
    const { code, stdout } = await run(
      ['--audience', 'deployer'],
      'sh',
      '-c',
      'echo "$CAMBIO_TOKEN"; kill -KILL $$',
    );
    expect(code).to.equal(128 + constants.signals.SIGKILL);
    expect(await isActive(tokenIn(stdout))).to.equal(false);
  });

  it('passes signals on', async () => {
    const names = [
      'SIGINT',
      'SIGHUP',
      'SIGQUIT',
      'SIGUSR2',
      'SIGALRM',
      'SIGURG',
      'SIGWINCH',
      'SIGCONT',
      'SIGTSTP',
    ] as const;
    const running = start(['--audience', 'deployer'], process.execPath, '-e', LISTENER, ...names);
    await running.says('ready');
    for (const name of names) {
      running.process.kill(name);
      await running.says(`${name}\n`);
    }
    running.process.kill('SIGTERM');
    expect(await running.finished).to.include({ code: 9, stderr: '' });
  });

  it('hands over a private file, which is gone afterwards', async () => {
    const look =
      'stat -c "%a %s" "$CAMBIO_TOKEN_FILE" "$(dirname "$CAMBIO_TOKEN_FILE")"; echo "$CAMBIO_TOKEN_FILE $CAMBIO_TOKEN"';
    const { code, stdout } = await run(['--audience', 'deployer', '--file'], 'sh', '-c', look);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^600 \d{3,}\n700 /);
    const path = /^(\/\S+) $/m.exec(stdout)?.[1] ?? '';
    expect(path).not.to.equal('');
    expect(existsSync(path)).to.equal(false);
  });

  it('replaces the token in the file before it expires', async () => {
    const wait =
      'was=$(cat "$T"); while [ "$(cat "$T")" = "$was" ]; do sleep 0.05; done; echo "$was $(cat "$T")"';
    const { code, stdout } = await run(['--audience', 'reports', '--file', '--env', 'T'], 'sh', '-c', wait);
    const [before = '', after = ''] = stdout.trim().split(' ');
    expect(code).to.equal(0);
    expect([tokenIn(before), tokenIn(after)]).to.deep.equal([before, after]);
    expect(before).not.to.equal(after);
  });

  it('lets the command run on where its file cannot be replaced', async () => {
    const takeAway = 'cat "$T"; rm -r "$(dirname "$T")"; sleep 2; exit 7';
    const { code, stdout, stderr } = await run(
      ['--audience', 'reports', '--file', '--env', 'T'],
      'sh',
      '-c',
      takeAway,
    );
    expect(code).to.equal(7);
    expect(tokenIn(stdout)).not.to.equal('');
    expect(stderr).to.match(
      /^cambio: the token for reports is not renewed: cannot write \/\S+: there is no such/,
    );
    expect(stderr).not.to.contain('bug');
  });

  it('runs nothing where there is no place for the file', async () => {
    const { code, stdout, stderr } = await cambio(
      ['run', '--audience', 'deployer', '--file', '--', 'echo', 'it ran'],
      { env: { ...env, TMPDIR: '/proc/no-such-folder' } },
    );
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.match(/^cambio: cannot write \/proc\/no-such-folder: there is no such/);
  });

  it('hands the token over by a socket, and its replacement', async () => {
    const read = `
      const { createConnection } = require('node:net');
      const { text } = require('node:stream/consumers');
      const read = () => text(createConnection(process.env.CAMBIO_TOKEN_SOCKET));
      (async () => {
        const first = await read();
        let next = first;
        while (next === first) next = await read();
        process.stdout.write(first + ' ' + next + '\\n');
      })();`;
    const { code, stdout } = await run(['--audience', 'reports', '--socket'], process.execPath, '-e', read);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^eyJ[\w.-]+ eyJ[\w.-]+\n$/);
  });

  it('hands over a token for each of several services', async () => {
    const { stdout } = await run(
      ['--audience', 'deployer=A', '--audience', 'reports=B'],
      'sh',
      '-c',
      'echo "$A" | cut -d. -f2; echo "$B" | cut -d. -f2',
    );
    const audiences = stdout
      .trim()
      .split('\n')
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()).aud);
    expect(audiences).to.deep.equal(['https://deployer.acme.example', 'https://reports.acme.example']);
  });

  it('runs nothing without a token', async () => {
    expect(await run(['--audience', 'packages'], 'echo', 'it ran')).to.deep.include({ code: 1, stdout: '' });
    const unreachable = await cambio(['run', '--audience', 'deployer', '--', 'echo', 'it ran'], {
      env: { ...env, CAMBIO_GATEWAY: 'http://127.0.0.1:1' },
    });
    expect(unreachable).to.include({ code: 3, stdout: '' });
  });

  for (const [program, code] of [
    ['no-such-command', 127],
    ['/etc/passwd', 126],
  ] as const) {
    it(`ends with ${code} where the command is ${program}`, async () => {
      const ended = await run(['--audience', 'deployer'], program);
      expect(ended).to.include({ code, stdout: '' });
      expect(ended.stderr)
        .to.match(/^cambio: .+\n$/)
        .and.contain(program);
    });
  }

  it('has no token in its own arguments and environment, nor in a core file', async () => {
    const look = `
      echo "$CAMBIO_TOKEN"
      for of in cmdline environ; do tr '\\0' '\\n' < /proc/$PPID/$of | sed "s/^/$of of cambio: /"; done
      tr '\\0' '\\n' < /proc/$$/cmdline | sed "s/^/cmdline of the command: /"
      echo "core of cambio: $(cat /proc/$PPID/coredump_filter)"
      echo "core of the command: $(cat /proc/$$/coredump_filter)"`;
    const { stdout, stderr } = await run(['--audience', 'deployer'], 'sh', '-c', look);
    const [token = '', ...lines] = stdout.trim().split('\n');
    expect(tokenIn(token)).to.equal(token);
    expect(lines.join('\n')).to.contain('cmdline of cambio').and.not.contain(token);
    expect(stderr).not.to.contain(token);
    expect(stdout).to.contain('core of cambio: 00000000\n').and.not.contain('core of the command: 00000000');
  });
});
