import { expect } from 'chai';
import { z } from 'zod';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

const Changed = z.object({
  /** Warning, as pino counts. */
  level: z.literal(40),
  msg: z.literal('upstream tokens have changed'),
  issuer: z.string(),
  provider: z.string(),
  drift: z.object({ kind: z.string(), claim: z.string() }),
});

describe('a platform that changes its tokens', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });
  after(() => shop.close());

  it('is reported once for each claim, and served all the same', async () => {
    const { gateway, subjectToken } = shop;
    const exchange = async (claims: Record<string, string | undefined>) =>
      (await post(gateway.issuer, exchangeForm(await subjectToken(claims)))).status;

    const statuses = [
      await exchange({}),
      await exchange({ planet: 'canary-7f3a' }),
      await exchange({ planet: 'canary-7f3a', run_attempt: undefined }),
      await exchange({ planet: 'canary-7f3a', last: 'canary-7f3a' }),
    ];
    expect(statuses).to.deep.equal([200, 200, 200, 200]);
    await gateway.log.find(Changed.extend({ drift: z.object({ claim: z.literal('last') }) }));

    const reports = gateway.log.lines.flatMap((line) => Changed.safeParse(JSON.parse(line)).data ?? []);
    expect(
      reports.map(({ issuer, provider, drift }) => [issuer, provider, drift.kind, drift.claim]),
    ).to.deep.equal([
      ['github', 'github-actions', 'unknown_claim', 'planet'],
      ['github', 'github-actions', 'missing_claim', 'run_attempt'],
      ['github', 'github-actions', 'unknown_claim', 'last'],
    ]);
    expect(gateway.log.lines.join()).not.to.contain('canary-7f3a');
  });
});
