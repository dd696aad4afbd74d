import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { packagedCambio } from '../gateway/packaged.ts';
import { recordedDecisions } from '../gateway/recorded-decisions.ts';
import { type Gateway, type GatewayOptions, startGateway } from '../gateway/start-gateway.ts';
import { lasting, SHOP, shopTrust } from '../shop/trust.ts';
import { kills, seed, seededRandom } from './chance.ts';
import { expectReplayed, expectTruthful, expectVerified } from './expectations.ts';
import { type Load, startLoad } from './load.ts';

const KILLS = kills(200);

/** Of the kills, the share that strikes while the gateway still starts, and milliseconds that takes. */
const STARTING = 0.2;
const START = 600;

/** Milliseconds it serves, at the most, before it is killed. */
const SERVING = 150;

describe(`kill -9 at random under load, ${KILLS} times (seed ${seed})`, () => {
  const random = seededRandom(seed);
  let platform: GitHubPlatform;
  let folder: string;
  let options: GatewayOptions;
  let gateway: Gateway;
  let serving: PromiseWithResolvers<Gateway>;
  let load: Load;

  before(async () => {
    const program = await packagedCambio();
    platform = await startGitHubPlatform({ now: Date.now });
    folder = await mkdtemp(join(tmpdir(), 'cambio-kill-'));
    options = { trust: shopTrust(platform.issuer, 'replay: once\nmaxAge: 1h'), folder, program };
    gateway = await startGateway(options);
    options = { ...options, port: gateway.port };
    serving = Promise.withResolvers();
    serving.resolve(gateway);
    load = startLoad({
      issue: () => platform.issue({ aud: gateway.issuer, ...SHOP, ...lasting() }),
      issuer: async () => (await serving.promise).issuer,
      random,
      callers: 6,
    });
  });
  after(async () => {
    await gateway.stop();
    await platform.close();
    await rm(folder, { recursive: true });
  });

  async function kill(): Promise<void> {
    await pause(random() * SERVING);
    serving = Promise.withResolvers();
    await gateway.stop('SIGKILL');
    while (random() < STARTING) await killWhileStarting();
    gateway = await startGateway(options);
    serving.resolve(gateway);
  }

  async function killWhileStarting(): Promise<void> {
    const signal = AbortSignal.timeout(Math.floor(random() * START));
    const started = await startGateway({ ...options, signal }).catch(() => undefined);
    await started?.stop('SIGKILL');
  }

  it('keeps a record of every answer', async function () {
    this.timeout(KILLS * 10_000);
    let seen = 0;
    for (let times = 0; times < KILLS; times += 1) {
      await kill();
      const answered = load.attempts.slice(seen).flatMap(({ answer }) => answer?.token?.decision_id ?? []);
      seen = load.attempts.length;
      expect(onRecord(join(folder, 'data', 'cambio.db'), answered)).to.equal(answered.length);
    }
    await load.stop();
    expect(load.attempts.filter(({ answer }) => answer?.token).length).to.be.greaterThan(KILLS);
  });

  it('lost none of them, and wrote none twice', async () => {
    expectTruthful(load.attempts, [...(await recordedDecisions(folder)).values()]);
  });

  it('accepted no token again, and does not now', async function () {
    this.timeout(KILLS * 5000);
    expect(load.acceptedAgain).to.deep.equal([]);
    await expectReplayed(load.attempts, gateway.issuer);
  });

  it('left a trail that verifies', async () => {
    const keys = await (await fetch(`${gateway.issuer}/jwks`)).text();
    await writeFile(join(folder, 'jwks.json'), keys);
    await gateway.stop();
    await expectVerified(folder, ['--data', 'data'], (await recordedDecisions(folder)).size);
  });
});

/** How many of these decisions are in a store that is at work. */
function onRecord(path: string, ids: readonly string[]): number {
  using store = new DatabaseSync(path, { readOnly: true });
  const count = 'select count(*) as count from decision where id in (select value from json_each(?))';
  return Number(store.prepare(count).get(JSON.stringify(ids))?.count);
}
