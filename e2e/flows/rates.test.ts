import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop } from '../shop/shop.ts';

const setTo = (limit: string) => ['--set', `limits.${limit}`];

describe('rate limits', () => {
  const metric = async (internal: string, limit: string) =>
    (await (await fetch(`${internal}/metrics`)).text()).match(
      new RegExp(`^cambio_rate_limited_total\\{limit="${limit}"[^}]*\\} (\\d+)$`, 'm'),
    )?.[1];

  it('stop an address before anything is read, and say when to come back', async () => {
    const shop = await openShop({ args: setTo('perAddress=2') });
    const { issuer, internal } = shop.gateway;
    for (const _ of [1, 2]) expect((await post(issuer, exchangeForm('nonsense'))).status).to.equal(400);
    const stopped = await post(issuer, exchangeForm(await shop.subjectToken()));
    expect(stopped.status).to.equal(429);
    expect(stopped.failure?.error).to.equal('temporarily_unavailable');
    expect(stopped.failure).not.to.have.property('decision_id');
    expect(Number(stopped.headers.get('retry-after'))).to.be.within(1, 60);
    expect(stopped.headers.get('cache-control')).to.equal('no-store');
    expect(await metric(internal, 'perAddress')).to.equal('1');
    expect((await fetch(`${issuer}/jwks`)).status).to.equal(200);
    await shop.close();
  });

  it('stop a host at whichever of its IPv6 addresses', async () => {
    const args = [...setTo('perAddress=2'), '--set', 'listen.trustedProxies=127.0.0.0/8'];
    const shop = await openShop({ args });
    const askFrom = async (address: string) =>
      (await post(shop.gateway.issuer, exchangeForm('nonsense'), { 'x-forwarded-for': address })).status;
    expect(await askFrom('2a00:1450:4001:80b::1')).to.equal(400);
    expect(await askFrom('2a00:1450:4001:80b::2')).to.equal(400);
    expect(await askFrom('2a00:1450:4001:80b:ffff::3')).to.equal(429);
    expect(await askFrom('2a00:1450:4001:80c::1')).to.equal(400);
    await shop.close();
  });

  it('stop a workload, and no other of its issuer', async () => {
    const shop = await openShop({ args: setTo('perWorkload=1') });
    const { issuer, internal } = shop.gateway;
    expect((await post(issuer, exchangeForm(await shop.subjectToken()))).status).to.equal(200);
    const stopped = await post(issuer, exchangeForm(await shop.subjectToken()));
    expect(stopped).to.nested.include({ status: 429, 'failure.reason': 'rate_limited' });
    expect(stopped.failure?.decision_id).to.be.a('string');
    const other = await post(issuer, exchangeForm(await shop.subjectToken({ repository_id: '999' })));
    expect(other).to.nested.include({ status: 400, 'failure.reason': 'claim_mismatch' });
    expect(await metric(internal, 'perWorkload')).to.equal('1');
    await shop.close();
  });

  it('stop an issuer, whoever of it asks', async () => {
    const shop = await openShop({ args: setTo('perIssuer=1') });
    const { issuer } = shop.gateway;
    expect((await post(issuer, exchangeForm('nonsense'))).status).to.equal(400);
    expect((await post(issuer, exchangeForm(await shop.subjectToken()))).status).to.equal(200);
    const stopped = await post(issuer, exchangeForm(await shop.subjectToken({ repository_id: '999' })));
    expect(stopped).to.nested.include({ status: 429, 'failure.reason': 'rate_limited' });
    await shop.close();
  });
});
