import { DatabaseSync } from 'node:sqlite';
import { TokenType } from '@cambio/oauth';
import { tamperSignature } from '@cambio/testkit';
import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { createDpopKey } from '../shop/dpop-key.ts';
import { actWith, exchangeOwn, type Office, openOffice, REPORTS } from '../shop/office.ts';
import type { Service } from '../shop/service.ts';
import { exchangeForm } from '../shop/shop.ts';
import { errorOf, type Form, introspectionOf, postForm, type StatusAnswer } from '../shop/token-status.ts';

describe('RFC 7009, token revocation', () => {
  let office: Office;
  let issuer: string;
  let endpoint: string;
  before(async () => {
    office = await openOffice();
    issuer = office.gateway.issuer;
    endpoint = `${issuer}/revoke`;
  });
  after(() => office.close());

  const asService = async (service: Service, form: Form): Promise<StatusAnswer> =>
    postForm(endpoint, { ...form, ...(await service.credentials(issuer)) });
  const asHolder = (form: Form): Promise<StatusAnswer> => postForm(endpoint, form);
  const issueTo = async (service: Service) => office.issue({ parameters: await service.credentials(issuer) });

  async function isActive(token: string, at = issuer): Promise<boolean> {
    for (const service of [office.deployer, office.reports]) {
      const form = { token, ...(await service.credentials(issuer)) };
      if (introspectionOf(await postForm(`${at}/introspect`, form)).active) return true;
    }
    return false;
  }

  it('RV-01 revokes the token of a client for that client, and of a workload for its holder', async () => {
    const ofClient = await issueTo(office.orders);
    const ofWorkload = await office.issue();
    expect(await isActive(ofClient)).to.equal(true);
    expect((await asService(office.orders, { token: ofClient })).status).to.equal(200);
    expect((await asHolder({ token: ofWorkload })).status).to.equal(200);
    expect(await isActive(ofClient)).to.equal(false);
    expect(await isActive(ofWorkload)).to.equal(false);
  });

  it('RV-02 answers 200 for what there is nothing to revoke about', async () => {
    const token = await office.issue();
    const revoked = await issueTo(office.orders);
    await asService(office.orders, { token: revoked });
    const expired = await office.issue({ parameters: { audience: REPORTS, mapping: 'shop-briefly' } });
    while (await isActive(expired));
    const nothing = ['garbage', tamperSignature(token), expired, await office.subjectToken(), 'a.b.c'];
    for (const each of nothing) {
      expect((await asHolder({ token: each })).status, each.slice(0, 20)).to.equal(200);
      expect((await asService(office.orders, { token: each })).status).to.equal(200);
    }
    expect((await asService(office.orders, { token: revoked })).status).to.equal(200);
    expect(await isActive(token)).to.equal(true);
  });

  it('RV-03 refuses a request without a token', async () => {
    for (const form of [{}, { token: '' }, { token_type_hint: 'access_token' }]) {
      for (const answer of [await asHolder(form), await asService(office.orders, form)]) {
        expect([answer.status, errorOf(answer)]).to.deep.equal([400, 'invalid_request']);
      }
    }
  });

  it("RV-04 refuses a client another's token, and leaves it active", async () => {
    for (const token of [await issueTo(office.orders), await office.issue()]) {
      const answer = await asService(office.deployer, { token });
      expect([answer.status, errorOf(answer)]).to.deep.equal([400, 'unauthorized_client']);
      expect(await isActive(token)).to.equal(true);
    }
  });

  it("RV-05 demands of who revokes a client's token that it authenticates", async () => {
    const token = await issueTo(office.orders);
    const elsewhere = await office.orders.credentials('https://elsewhere.example');
    for (const credentials of [{}, { client_id: 'order-service' }, { client_id: 'nobody' }, elsewhere]) {
      const answer = await postForm(endpoint, { token, ...credentials });
      expect([answer.status, errorOf(answer)]).to.deep.equal([401, 'invalid_client']);
    }
    expect(await isActive(token)).to.equal(true);
  });

  it('RV-06 revokes a token whatever the hint', async () => {
    for (const token_type_hint of ['access_token', 'refresh_token', 'foo', '']) {
      const ofWorkload = await office.issue();
      const ofClient = await issueTo(office.orders);
      expect((await asHolder({ token: ofWorkload, token_type_hint })).status).to.equal(200);
      expect((await asService(office.orders, { token: ofClient, token_type_hint })).status).to.equal(200);
      expect([await isActive(ofWorkload), await isActive(ofClient)]).to.deep.equal([false, false]);
    }
  });

  it('RV-07 revokes every kind of token it issues', async () => {
    const key = await createDpopKey();
    const actor = await office.issue();
    const kinds = [
      await office.issue({ parameters: { requested_token_type: TokenType.jwt } }),
      await office.issue({ headers: { dpop: await key.prove(`${issuer}/token`) } }),
      await office.issue({ parameters: exchangeOwn(actor) }),
      await office.issue({ parameters: actWith(actor) }),
    ];
    for (const token of kinds) {
      expect(await isActive(token)).to.equal(true);
      expect((await asHolder({ token })).status).to.equal(200);
      expect(await isActive(token)).to.equal(false);
    }
    expect(await isActive(actor)).to.equal(true);
  });

  it('RV-08 answers 503 when the store cannot write, and the token stays active', async () => {
    const ofWorkload = await office.issue();
    const ofClient = await issueTo(office.orders);
    const store = new DatabaseSync(office.ledger);
    const credentials = await office.orders.credentials(issuer);
    store.exec("CREATE TRIGGER full BEFORE INSERT ON revocation BEGIN SELECT RAISE(ABORT, 'no room'); END");
    const answers = [
      await asHolder({ token: ofWorkload }),
      await postForm(endpoint, { token: ofClient, ...credentials }),
    ];
    store.exec('DROP TRIGGER full');
    store.close();
    for (const answer of answers) {
      expect([answer.status, errorOf(answer)]).to.deep.equal([503, 'temporarily_unavailable']);
      expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
    }
    expect([await isActive(ofWorkload), await isActive(ofClient)]).to.deep.equal([true, true]);
    expect((await asHolder({ token: ofWorkload })).status).to.equal(200);
    expect(await isActive(ofWorkload)).to.equal(false);
  });

  it('RV-09 revokes with a token what was made from it, as subject or as actor', async () => {
    const token = await office.issue();
    const made = await office.issue({ parameters: exchangeOwn(token) });
    const delegated = await office.issue({ parameters: actWith(token) });
    const sibling = await office.issue();
    expect([await isActive(made), await isActive(delegated)]).to.deep.equal([true, true]);
    await asHolder({ token });
    expect([await isActive(made), await isActive(delegated)]).to.deep.equal([false, false]);
    expect(await isActive(sibling)).to.equal(true);
  });

  it('RV-09 makes nothing from a revoked token any more, and records why', async () => {
    const token = await office.issue();
    await asHolder({ token });
    const forms = [
      [exchangeForm(token, exchangeOwn(token)), 'token_revoked'],
      [exchangeForm(await office.subjectToken(), actWith(token)), 'actor_token_revoked'],
    ] as const;
    for (const [form, reason] of forms) {
      const { status, failure } = await post(issuer, form);
      expect(status).to.equal(400);
      expect(failure).to.include({ error: 'invalid_request', reason });
      expect(failure?.decision_id).to.be.a('string');
    }
  });

  it('RV-10 is seen by another process as soon as it was answered', async () => {
    const second = await office.another();
    try {
      for (const revokingAt of [issuer, second.issuer]) {
        const seenAt = revokingAt === issuer ? second.issuer : issuer;
        const token = await office.issue();
        expect(await isActive(token, seenAt)).to.equal(true);
        expect((await postForm(`${revokingAt}/revoke`, { token })).status).to.equal(200);
        expect(await isActive(token, seenAt)).to.equal(false);
        const { failure } = await post(seenAt, exchangeForm(token, exchangeOwn(token)));
        expect(failure).to.include({ reason: 'token_revoked' });
      }
    } finally {
      await second.stop();
    }
  });

  it('RV-11 takes no token in a URL', async () => {
    const token = await office.issue();
    const response = await fetch(`${endpoint}?token=${token}`);
    expect([response.status, response.headers.get('allow')]).to.deep.equal([405, 'POST']);
    await asHolder({ token: 'x' });
    expect(await isActive(token)).to.equal(true);
  });

  it('RV-12 lets in no script of another origin', async () => {
    const origin = { origin: 'https://evil.example' };
    const token = await issueTo(office.orders);
    const form = { token, callback: 'alert', ...(await office.orders.credentials(issuer)) };
    for (const answer of [
      await postForm(endpoint, { token: 'x', callback: 'alert' }, origin),
      await postForm(endpoint, { token: 'x', client_id: 'nobody' }, origin),
      await postForm(endpoint, form, origin),
    ]) {
      const names = [...answer.headers.keys()];
      expect(names.filter((name) => name.startsWith('access-control-'))).to.deep.equal([]);
      expect(answer.text).not.to.contain('alert');
    }
    const preflight = await fetch(endpoint, {
      method: 'OPTIONS',
      headers: { ...origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).to.equal(405);
    expect(preflight.headers.get('access-control-allow-origin')).to.equal(null);
  });

  it('RV-13 refuses a repeated token, and revokes neither', async () => {
    const tokens = [await office.issue(), await office.issue()];
    const ofClient = [await issueTo(office.orders), await issueTo(office.orders)];
    for (const answer of [
      await asHolder({ token: tokens }),
      await asService(office.orders, { token: ofClient }),
    ]) {
      expect([answer.status, errorOf(answer)]).to.deep.equal([400, 'invalid_request']);
    }
    for (const token of [...tokens, ...ofClient]) expect(await isActive(token)).to.equal(true);
  });

  it('RV-14 outlives the process, killed right after it answered', async () => {
    const revoked = await office.issue();
    const alive = await office.issue();
    expect((await asHolder({ token: revoked })).status).to.equal(200);
    await office.crash();
    expect([await isActive(revoked), await isActive(alive)]).to.deep.equal([false, true]);
  });
});
