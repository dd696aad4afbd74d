import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { packagedCambio } from '../gateway/packaged.ts';
import { decisionsIn } from '../gateway/recorded-decisions.ts';
import { openReplicas, type Replicas } from '../peers/replicas/open-replicas.ts';
import { lasting } from '../shop/trust.ts';
import { kills, seed, seededRandom } from './chance.ts';
import { expectReplayed, expectTruthful } from './expectations.ts';
import { type Load, startLoad } from './load.ts';
import { expectVerifiedAt } from './trail.ts';

const REPLICAS = 3;
const KILLS = kills(30);

/** Milliseconds between two kills, at the most. */
const BETWEEN = 150;

describe(`kill -9 of one of ${REPLICAS} replicas at random under load, ${KILLS} times (seed ${seed})`, () => {
  const random = seededRandom(seed);
  let replicas: Replicas;
  let load: Load;

  const anyOf = <T>(choices: readonly T[]): T | undefined => choices[Math.floor(random() * choices.length)];

  before(async () => {
    replicas = await openReplicas(REPLICAS, { program: await packagedCambio() });
    load = startLoad({
      issue: () => replicas.subjectToken(lasting()),
      issuer: async () => anyOf(replicas.gateways)?.issuer ?? '',
      random,
      // Few enough to leave a processor to the replica that starts.
      callers: 2,
    });
  });
  after(() => replicas.close());

  it('is survived by the others', async function () {
    this.timeout(KILLS * 10_000);
    for (let times = 0; times < KILLS; times += 1) {
      await pause(random() * BETWEEN);
      await replicas.crash(Math.floor(random() * REPLICAS));
    }
    await load.further(REPLICAS * 10);
    await load.stop();
    const refused = load.attempts.filter(({ answer }) => answer !== undefined && answer.token === undefined);
    expect(refused.filter(({ answer }) => answer?.status !== 503)).to.deep.equal([]);
  });

  it('loses no record, and doubles none', async () => {
    expectTruthful(load.attempts, [...(await decisionsIn(replicas.ledgerUrl)).values()]);
  });

  it('lets no token be accepted again, at none of them', async function () {
    this.timeout(KILLS * 10_000);
    expect(load.acceptedAgain).to.deep.equal([]);
    for (const { issuer } of replicas.gateways) await expectReplayed(load.attempts, issuer);
  });

  it('leaves a trail that verifies', async () => {
    const keys = await (await fetch(`${replicas.gateways[0]?.issuer}/jwks`)).text();
    await Promise.all(replicas.gateways.map(({ stop }) => stop()));
    await expectVerifiedAt(replicas.ledgerUrl, keys);
  });
});
