import { generateKey, sign, startGitHubPlatform } from '@cambio/testkit';
import { silence, startEvilIssuer } from '@cambio/testkit/evil';
import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop } from '../shop/shop.ts';

const DISCOVERY = '/.well-known/openid-configuration';

const set = (...settings: readonly string[]) => settings.flatMap((setting) => ['--set', `limits.${setting}`]);

/** A second issuer, of which nobody gets anything. */
const otherIssuer = (url: string, provider: string) => `
---
kind: Issuer
id: other
provider: ${provider}
url: ${url}
allowPrivateNetwork: true
audiences: [https://sts.acme.example]
owner: platform@acme.example
`;

describe('an issuer that keeps a gateway busy', () => {
  it('leaves room for others while its keys are waited for', async () => {
    const slow = await startEvilIssuer();
    slow.answer(DISCOVERY, silence);
    const moreTrust = otherIssuer(slow.url, 'oidc');
    const shop = await openShop({ moreTrust, args: set('inFlight=4', 'waitingPerIssuer=3') });
    const { issuer } = shop.gateway;
    const forged = await sign({ iss: slow.url, sub: 'anybody' }, await generateKey('unknown', 'ES256'));
    const atOnce = Promise.withResolvers<void>();
    let answered = 0;
    const flood = Array.from({ length: 12 }, async () => {
      const { status } = await post(issuer, exchangeForm(forged));
      if (++answered === 9) atOnce.resolve();
      return status;
    });
    await atOnce.promise;
    expect((await post(issuer, exchangeForm(await shop.subjectToken()))).status).to.equal(200);
    expect(answered).to.equal(9);
    await slow.close();
    expect(new Set(await Promise.all(flood))).to.deep.equal(new Set([503]));
    await shop.close();
  });

  it('has so many of its own served at a time, the others of them later, and no others later', async () => {
    const other = await startGitHubPlatform({ now: Date.now });
    const moreTrust = otherIssuer(other.issuer, 'github-actions');
    const shop = await openShop({ moreTrust, args: set('inFlightPerIssuer=1') });
    const { issuer, internal } = shop.gateway;
    const tokens = await Promise.all(
      Array.from({ length: 40 }, () => other.issue({ aud: 'https://sts.acme.example' })),
    );
    const show = (token: string) => post(issuer, exchangeForm(token));
    const flood = Promise.all(tokens.map(show));
    for (let times = 0; times < 5; times++) {
      expect((await show(await shop.subjectToken())).status).to.equal(200);
    }
    const answers = await flood;
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused).not.to.be.empty;
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([400, 503]));
    for (const { headers } of refused) expect(headers.get('retry-after')).to.equal('2');
    const metrics = await (await fetch(`${internal}/metrics`)).text();
    const counted = /^cambio_rate_limited_total\{limit="inFlightPerIssuer"[^}]*\} (\d+)$/m.exec(metrics)?.[1];
    expect(counted).to.equal(String(refused.length));
    const [again] = tokens.filter((_, index) => answers[index]?.status === 503);
    expect((await show(again ?? '')).failure?.reason).to.equal('no_mapping');
    await shop.close();
    await other.close();
  });
});
