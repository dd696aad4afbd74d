import { freePort, type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { z } from 'zod';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { SHOP, shopTrust } from '../shop/trust.ts';

const CALLERS = 8;
const EACH = 10;

const Readiness = z.object({ status: z.string(), parts: z.object({ upstream: z.unknown() }) });

async function exchange(shop: Shop): Promise<Answer> {
  return post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()));
}

/** Exchanges by many callers at once; `event` begins when half of them have their answer. Gives the answers that are no token. */
async function failuresDuring(shop: Shop, event: () => Promise<void>): Promise<readonly Answer['failure'][]> {
  const answers: Answer[] = [];
  let over: Promise<void> | undefined;
  const caller = async () => {
    for (let turn = 0; turn < EACH; turn++) {
      answers.push(await exchange(shop));
      if (answers.length === (CALLERS * EACH) / 2) over = event();
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  await over;
  answers.push(await exchange(shop));
  return answers.flatMap(({ failure }) => failure ?? []);
}

describe('a platform that rotates its keys', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });
  after(() => shop.close());

  it('costs no request, and is asked once more', async () => {
    const early = await shop.subjectToken();
    expect(await failuresDuring(shop, () => shop.platform.rotate())).to.be.empty;
    expect((await post(shop.gateway.issuer, exchangeForm(early))).status).to.equal(200);
    expect(shop.platform.requests('/.well-known/jwks')).to.equal(2);
  });
});

describe('a platform that goes away', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });
  after(() => shop.gateway.stop());

  it('costs no request, as its keys stay', async () => {
    expect(await failuresDuring(shop, () => shop.platform.close())).to.be.empty;
    expect((await fetch(`${shop.gateway.internal}/readyz`)).status).to.equal(200);
  });
});

describe('a platform that is not there yet', () => {
  let platform: GitHubPlatform;
  let gateway: Gateway;
  after(async () => {
    await gateway.stop();
    await platform.close();
  });

  async function readiness(): Promise<z.infer<typeof Readiness>> {
    return Readiness.parse(await (await fetch(`${gateway.internal}/readyz`)).json());
  }

  it('is reported, and served by the first token once it is', async () => {
    const port = await freePort();
    gateway = await startGateway({ trust: shopTrust(`http://127.0.0.1:${port}`) });
    const missing = { state: 'degraded', detail: 'github: missing' };
    expect(await readiness()).to.deep.equal({ status: 'ready', parts: { upstream: missing } });

    platform = await startGitHubPlatform({ now: Date.now, port });
    const token = await platform.issue({ aud: gateway.issuer, ...SHOP });
    expect((await post(gateway.issuer, exchangeForm(token))).status).to.equal(200);
    expect((await readiness()).parts.upstream).to.deep.equal({ state: 'ok' });
  });
});
