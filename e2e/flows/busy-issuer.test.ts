import { TokenType } from '@cambio/oauth';
import { generateKey, sign, startGitHubPlatform } from '@cambio/testkit';
import { silence, startEvilIssuer } from '@cambio/testkit/evil';
import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop } from '../shop/shop.ts';

const DISCOVERY = '/.well-known/openid-configuration';

const set = (...settings: readonly string[]) => settings.flatMap((setting) => ['--set', `limits.${setting}`]);

/** One more issuer, of which nobody gets anything. */
const otherIssuer = (id: string, url: string, provider: string) => `
---
kind: Issuer
id: ${id}
provider: ${provider}
url: ${url}
allowPrivateNetwork: true
audiences: [https://sts.acme.example]
owner: platform@acme.example
`;

/** A request that waits, and the status it was answered with once it was. */
interface Place {
  readonly answer: ReturnType<typeof post>;
  status: number | undefined;
}

describe('an issuer that keeps a gateway busy', () => {
  it('leaves room for others while its keys are waited for', async () => {
    const slow = await startEvilIssuer();
    slow.answer(DISCOVERY, silence);
    const moreTrust = otherIssuer('slow', slow.url, 'oidc');
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

  it('has so many of its own served at a time, and no others later', async () => {
    const slow = await startEvilIssuer();
    slow.answer(DISCOVERY, silence);
    const other = await startGitHubPlatform({ now: Date.now });
    const moreTrust =
      otherIssuer('other', other.issuer, 'github-actions') + otherIssuer('slow', slow.url, 'oidc');
    const shop = await openShop({ moreTrust, args: set('inFlightPerIssuer=1') });
    const { issuer, internal } = shop.gateway;
    const token = () => other.issue({ aud: 'https://sts.acme.example' });
    const actor_token = await sign({ iss: slow.url, sub: 'anybody' }, await generateKey('unknown', 'ES256'));
    const actor = { actor_token, actor_token_type: TokenType.jwt };
    /** Takes the issuer's place until the keys it waits for are given up; or takes none, where another is served just then. */
    const hold = async () => {
      const place: Place = { answer: post(issuer, exchangeForm(await token(), actor)), status: undefined };
      void place.answer.then(({ status }) => {
        place.status = status;
      });
      return place;
    };
    const ask = async () => {
      const shown = await token();
      return { shown, answer: await post(issuer, exchangeForm(shown)) };
    };
    let held = await hold();
    let turnedAway = 1;
    let asked = await ask();
    while (asked.answer.status !== 503) {
      if (held.status === 503) turnedAway += 1;
      if (held.status !== undefined) held = await hold();
      asked = await ask();
    }
    expect(asked.answer.headers.get('retry-after')).to.equal('2');
    expect((await post(issuer, exchangeForm(await shop.subjectToken()))).status).to.equal(200);
    const metrics = await (await fetch(`${internal}/metrics`)).text();
    const counted = /^cambio_rate_limited_total\{limit="inFlightPerIssuer"[^}]*\} (\d+)$/m.exec(metrics)?.[1];
    expect(counted).to.equal(String(turnedAway));
    await slow.close();
    expect((await held.answer).failure?.reason).to.equal('upstream_keys_unavailable');
    const again = await post(issuer, exchangeForm(asked.shown));
    expect(again.failure?.reason).to.equal('no_mapping');
    await shop.close();
    await other.close();
  });
});
