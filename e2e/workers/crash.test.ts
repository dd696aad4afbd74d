import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { z } from 'zod';
import { expectReplayed, expectTruthful, expectVerified } from '../faults/expectations.ts';
import { type Load, startLoad } from '../faults/load.ts';
import { recordedDecisions } from '../gateway/recorded-decisions.ts';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { SHOP, shopTrust } from '../shop/trust.ts';
import { untilGone, workerProcesses } from './processes.ts';

const CALLERS = 6;
/** Answers to wait for before each kill. */
const ROUNDS = [10, 25, 40];

const Replaced = z.object({ msg: z.literal('worker ended, and is replaced'), signal: z.literal('SIGKILL') });
const Serves = z.object({ msg: z.literal('worker serves'), worker: z.int() });

describe('the end of a worker', () => {
  let platform: GitHubPlatform;
  let folder: string;
  let gateway: Gateway;
  let load: Load;

  const start = (port?: number) =>
    startGateway({
      trust: shopTrust(platform.issuer, 'replay: once'),
      folder,
      args: ['--set', 'workers=2'],
      ...(port !== undefined && { port }),
    });

  before(async () => {
    platform = await startGitHubPlatform({ now: Date.now });
    folder = await mkdtemp(join(tmpdir(), 'cambio-workers-'));
    gateway = await start();
    load = startLoad({
      issue: () => platform.issue({ aud: gateway.issuer, ...SHOP }),
      issuer: async () => gateway.issuer,
      random: () => 0.5,
      callers: CALLERS,
    });
  });
  after(async () => {
    await gateway.stop();
    await platform.close();
    await rm(folder, { recursive: true });
  });

  it('by kill -9 under load, has another take its place, while the other serves on', async function () {
    this.timeout(180_000);
    for (const [round, answers] of ROUNDS.entries()) {
      await load.further(answers);
      const victim = (await workerProcesses(gateway))[round % 2] ?? 0;
      const from = gateway.log.lines.length;
      process.kill(victim, 'SIGKILL');
      await gateway.log.find(Replaced, from);
      await load.further(answers);
      await gateway.log.find(Serves, from);
      expect(await workerProcesses(gateway))
        .to.have.length(2)
        .and.not.include(victim);
    }
    await load.stop();
    expect((await fetch(`${gateway.internal}/readyz`)).status).to.equal(200);
    const page = await (await fetch(`${gateway.internal}/metrics`)).text();
    const replacements = [...page.matchAll(/^cambio_worker_replacements_total\{.*\} (\d)$/gm)].map(([, n]) =>
      Number(n),
    );
    expect(replacements).to.have.length(2);
    expect(replacements.reduce((sum, n) => sum + n)).to.equal(ROUNDS.length);
  });

  it('loses no record and writes none twice', async () => {
    expectTruthful(load.attempts, [...(await recordedDecisions(folder)).values()]);
  });

  it('has no token accepted again', () => expectReplayed(load.attempts, gateway.issuer));

  it('leaves a trail that verifies', async () => {
    await writeFile(join(folder, 'jwks.json'), await (await fetch(`${gateway.issuer}/jwks`)).text());
    expect(await gateway.stop()).to.equal(0);
    await expectVerified(folder, ['--data', 'data'], (await recordedDecisions(folder)).size);
  });

  it('ends well where all are told to stop at once, as systemd does', async () => {
    gateway = await start(gateway.port);
    for (const worker of await workerProcesses(gateway)) process.kill(worker, 'SIGTERM');
    expect(await gateway.stop()).to.equal(0);
  });

  it('replaces one that is told to stop', async () => {
    gateway = await start(gateway.port);
    const from = gateway.log.lines.length;
    process.kill((await workerProcesses(gateway))[1] ?? 0, 'SIGTERM');
    expect(await gateway.log.find(Serves, from)).to.include({ worker: 2 });
    expect(await gateway.stop()).to.equal(0);
  });

  it('closes the connections that were on their way to it', async () => {
    gateway = await start(gateway.port);
    const [victim = 0] = await workerProcesses(gateway);
    process.kill(victim, 'SIGSTOP');
    const ends = Array.from({ length: 4 }, () => answerOrEnd(gateway.port));
    expect(await Promise.race(ends)).to.equal('answered');
    process.kill(victim, 'SIGKILL');
    expect(await Promise.all(ends)).to.have.members(['answered', 'answered', 'answered', 'closed']);
    expect(await gateway.stop()).to.equal(0);
  });

  it('comes with that of the process that started it', async () => {
    gateway = await start(gateway.port);
    const workers = await workerProcesses(gateway);
    await gateway.stop('SIGKILL');
    await Promise.all(workers.map(untilGone));
  });
});

/** What becomes of a request over a connection of its own. */
function answerOrEnd(port: number): Promise<'answered' | 'closed'> {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /jwks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  const { promise, resolve } = Promise.withResolvers<'answered' | 'closed'>();
  socket.once('data', () => resolve('answered'));
  socket.once('close', () => resolve('closed'));
  socket.once('error', () => resolve('closed'));
  return promise;
}
