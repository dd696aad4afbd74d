import type { Standby } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import { residentMemory } from '../bench/load/process-figures.ts';
import { decisionsIn } from '../gateway/recorded-decisions.ts';
import type { Gateway } from '../gateway/start-gateway.ts';
import { openReplicas, type Replicas } from '../peers/replicas/open-replicas.ts';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { lasting } from '../shop/trust.ts';
import { seed, seededRandom } from './chance.ts';
import { digestOf, expectReplayed, expectTruthful } from './expectations.ts';
import { type Attempt, type Load, startLoad } from './load.ts';
import { expectVerifiedAt } from './trail.ts';

/** Callers that come at the same time, and megabytes that the gateway holds then, at the most. */
const FLOOD = 2000;
const MEMORY = 600;

/** Milliseconds that a slow ledger takes for each answer: less than it is waited for. */
const SLOW = 1500;

const STORES = ['ledger', 'marks'] as const;

describe(`a gateway and the ways to its stores (seed ${seed})`, () => {
  let replicas: Replicas;
  let gateway: Gateway;
  let standby: Standby | undefined;
  const attempts: Attempt[] = [];

  before(async () => {
    replicas = await openReplicas(1);
    const [only] = replicas.gateways;
    if (only === undefined) throw new Error('no gateway');
    gateway = only;
  });
  after(async () => {
    await replicas.close();
    await standby?.stop();
  });

  async function exchange(): Promise<Answer> {
    const subjectToken = await replicas.subjectToken();
    const answer = await post(gateway.issuer, exchangeForm(subjectToken));
    attempts.push({ subjectToken, answer });
    return answer;
  }
  async function untilServed(): Promise<void> {
    while ((await exchange()).status !== 200);
  }
  async function readiness(): Promise<{ readonly status: number; readonly parts: unknown }> {
    const ready = await fetch(`${gateway.internal}/readyz`);
    return { status: ready.status, parts: JSON.parse(await ready.text()).parts };
  }

  /** What callers see while something fails under load. */
  async function underLoad(fail: (load: Load) => Promise<void>): Promise<readonly Attempt[]> {
    const load = startLoad({
      issue: () => replicas.subjectToken(lasting()),
      issuer: async () => gateway.issuer,
      random: seededRandom(seed),
      callers: 6,
    });
    await load.further(20);
    await fail(load);
    await load.further(20);
    await load.stop();
    expect(load.acceptedAgain).to.deep.equal([]);
    attempts.push(...load.attempts);
    return load.attempts;
  }

  for (const store of STORES) {
    for (const fault of ['cut', 'hang'] as const) {
      it(`issues nothing while the way to the ${store} is ${fault === 'cut' ? 'cut' : 'silent'}, says so, and goes on by itself`, async () => {
        await untilServed();
        replicas.links[store][fault]();
        const { status, headers, failure } = await exchange();
        expect([status, failure?.error]).to.deep.equal([503, 'temporarily_unavailable']);
        expect(headers.get('retry-after')).to.match(/^\d+$/);
        const other = store === 'ledger' ? 'marks' : 'ledger';
        expect(await readiness()).to.deep.nested.include({
          status: 503,
          [`parts.${store}.state`]: 'down',
          [`parts.${other}.state`]: 'ok',
        });
        replicas.links[store].mend();
        await untilServed();
        expect(await readiness()).to.deep.nested.include({ status: 200, [`parts.${store}.state`]: 'ok' });
      });
    }

    it(`does not answer but what the ${store} has, when its answers get lost after the write`, async () => {
      const seen = await underLoad(async (load) => {
        for (let times = 0; times < 40; times += 1) {
          await replicas.links[store].loseNextAnswer();
          await load.further(10);
        }
      });
      expect(new Set(seen.map(({ answer }) => answer?.status))).to.include(200);
    });
  }

  it('sends away at once whom it has no room for while the ledger is slow, and uses nothing of theirs up', async () => {
    await untilServed();
    const subjectTokens = await Promise.all(Array.from({ length: FLOOD }, () => replicas.subjectToken()));
    const show = (subjectToken: string) => post(gateway.issuer, exchangeForm(subjectToken));
    replicas.links.ledger.hang();
    const answers = await Promise.all(subjectTokens.map(show));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([503]));
    const shed = await shedSoFar();
    expect(shed).to.be.greaterThan(FLOOD / 4);
    expect(residentMemory(gateway.pid)).to.be.lessThan(MEMORY);
    replicas.links.ledger.mend();
    await untilServed();
    const again: Attempt[] = [];
    const showAgain = async (subjectToken: string) => ({ subjectToken, answer: await show(subjectToken) });
    for (let from = 0; from < FLOOD; from += 100) {
      again.push(...(await Promise.all(subjectTokens.slice(from, from + 100).map(showAgain))));
    }
    attempts.push(...again);
    expect(again.filter(({ answer }) => answer?.status === 200).length).to.be.at.least(shed);
  });

  it('sends away at once whom it has no room for while the ledger answers late, and records whom it serves', async () => {
    await untilServed();
    const subjectTokens = await Promise.all(Array.from({ length: FLOOD }, () => replicas.subjectToken()));
    const before = await shedSoFar();
    replicas.links.ledger.delay(SLOW);
    const show = async (subjectToken: string) => {
      return { subjectToken, answer: await post(gateway.issuer, exchangeForm(subjectToken)) };
    };
    const flood = await Promise.all(subjectTokens.map(show));
    replicas.links.ledger.mend();
    attempts.push(...flood);
    expect(new Set(flood.map(({ answer }) => answer.status))).to.deep.equal(new Set([200, 503]));
    expect((await shedSoFar()) - before).to.be.greaterThan(FLOOD / 4);
    expect(await residentMemory(gateway.pid)).to.be.lessThan(MEMORY);
    const records = [...(await decisionsIn(replicas.ledgerUrl)).values()];
    const allowed = records.filter(({ outcome }) => outcome === 'allow');
    const recorded = new Set(allowed.map(({ subject }) => subject.tokenDigest));
    const served = flood.filter(({ answer }) => answer.status === 200);
    expect(served.filter(({ subjectToken }) => !recorded.has(digestOf(subjectToken)))).to.deep.equal([]);
  });

  /** By its own count. */
  async function shedSoFar(): Promise<number> {
    const metrics = await (await fetch(`${gateway.internal}/metrics`)).text();
    return Number(/^cambio_requests_shed_total(?:{[^}]*})? (\d+)/m.exec(metrics)?.[1]);
  }

  it('goes on when PostgreSQL has died and is started again', async () => {
    const seen = await underLoad(async () => {
      await replicas.postgres.halt('crash');
      await refused();
      await replicas.postgres.resume();
    });
    expect(new Set(seen.map(({ answer }) => answer?.status))).to.deep.equal(new Set([200, 503]));
  });

  it('goes on at the standby that takes the place of a PostgreSQL that has died', async () => {
    standby = await replicas.postgres.startStandby();
    const { port, promote } = standby;
    const seen = await underLoad(async () => {
      await replicas.postgres.halt('crash');
      await refused();
      await promote();
      replicas.links.ledger.leadTo(port);
    });
    expect(new Set(seen.map(({ answer }) => answer?.status))).to.deep.equal(new Set([200, 503]));
  });

  async function refused(): Promise<void> {
    while ((await exchange()).status !== 503);
  }

  it('has recorded each token it gave once, and nothing twice, after all of that', async () => {
    const records = [...(await decisionsIn(replicas.ledgerUrl)).values()];
    expectTruthful(attempts, records);
    const digests = new Set(records.map(({ subject }) => subject.tokenDigest));
    const doubtful = attempts.filter(({ answer }) => answer?.status === 503);
    expect(doubtful.filter(({ subjectToken }) => digests.has(digestOf(subjectToken)))).not.to.be.empty;
    expect(records.length).to.be.greaterThan(500);
  });

  it('accepts none of the tokens again', async function () {
    this.timeout(300_000);
    await expectReplayed(attempts, gateway.issuer);
  });

  it('has left a trail that verifies', async () => {
    const keys = await (await fetch(`${gateway.issuer}/jwks`)).text();
    await gateway.stop();
    await expectVerifiedAt(replicas.ledgerUrl, keys);
  });
});
