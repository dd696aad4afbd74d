import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { z } from 'zod';
import { recordedDecisions } from '../gateway/recorded-decisions.ts';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { SHOP, shopTrust } from '../shop/trust.ts';
import { expectReplayed, expectTruthful, expectVerified } from './expectations.ts';
import type { Attempt } from './load.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

/** How the log says it: SQLite's words, with and without a limit on files. */
const StoreFailed = z.object({
  msg: z.literal('store failed'),
  err: z.object({ message: z.string().regex(/database or disk is full|disk I\/O error/) }),
});

describe('a disk that is full', () => {
  let disk: SmallDisk;
  let platform: GitHubPlatform;
  let gateway: Gateway;
  const attempts: Attempt[] = [];

  before(async () => {
    disk = await smallDisk();
    platform = await startGitHubPlatform({ now: Date.now });
    gateway = await startGateway({ trust: shopTrust(platform.issuer), folder: disk.folder });
  });
  after(async () => {
    await gateway.stop();
    await platform.close();
    await disk.remove();
  });

  async function exchange(): Promise<Answer> {
    const subjectToken = await platform.issue({ aud: gateway.issuer, ...SHOP });
    const answer = await post(gateway.issuer, exchangeForm(subjectToken));
    attempts.push({ subjectToken, answer });
    return answer;
  }
  async function untilAnswered(status: number): Promise<Answer> {
    for (;;) {
      const answer = await exchange();
      if (answer.status === status) return answer;
    }
  }

  it('lets nothing be issued, is named in the log, and is mended by room alone', async () => {
    await untilAnswered(200);
    await disk.fill(gateway.pid);
    const { failure, headers } = await untilAnswered(503);
    expect(failure?.error).to.equal('temporarily_unavailable');
    expect(headers.get('retry-after')).to.match(/^\d+$/);
    await gateway.log.find(StoreFailed);
    for (let times = 0; times < 20; times += 1) expect((await exchange()).status).to.equal(503);
    await disk.makeRoom(gateway.pid);
    await untilAnswered(200);
  });

  it('leaves nothing half-written', async () => {
    expectTruthful(attempts, [...(await recordedDecisions(disk.folder)).values()]);
    await expectReplayed(attempts, gateway.issuer);
  });

  it('leaves a trail that verifies', async () => {
    const keys = await (await fetch(`${gateway.issuer}/jwks`)).text();
    await writeFile(join(disk.folder, 'jwks.json'), keys);
    await gateway.stop();
    const { size } = await recordedDecisions(disk.folder);
    await expectVerified(disk.folder, ['--data', 'data'], size);
  });
});
