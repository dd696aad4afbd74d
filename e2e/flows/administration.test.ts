import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import { z } from 'zod';
import { type Administration, openAdministration } from '../conformance/admin.ts';
import { API } from '../conformance/trust.ts';
import type { Gateway } from '../gateway/start-gateway.ts';
import { post } from '../shop/answer.ts';
import { shopAdmin } from '../shop/change-trust.ts';
import { exchangeForm, openShop } from '../shop/shop.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';
import { DEPLOYER } from '../shop/trust.ts';

const Page = z.strictObject({
  decisions: z.array(z.looseObject({ id: z.string(), outcome: z.string() })),
  next: z.string().optional(),
});

const Decision = z.looseObject({
  id: z.string(),
  subject: z.looseObject({ workload: z.string(), task: z.string().optional() }),
});

describe('looking after a gateway', () => {
  let acme: Administration;
  let second: Gateway;
  before(async () => {
    acme = await openAdministration();
    second = await acme.another();
  });
  after(async () => {
    await second.stop();
    await acme.close();
  });

  async function isActive(token: string): Promise<readonly boolean[]> {
    const ask = async (address: string) => {
      const form = { token, ...(await acme.orders.credentials(acme.gateway.issuer)) };
      return introspectionOf(await postForm(`${address}/introspect`, form)).active;
    };
    return [await ask(acme.gateway.issuer), await ask(second.issuer)];
  }

  const decisionOf = async (token: string) =>
    Decision.parse(await (await acme.call(`decisions/${decode(token).claims.txn}`)).json());

  const search = async (query: string, token?: string) =>
    Page.parse(await (await acme.call(`decisions?${query}`, token === undefined ? {} : { token })).json());

  it('finds the decision of a token, on either process', async () => {
    const token = await acme.grant();
    const id = decode(token).claims.txn;
    for (const { issuer: address } of [acme.gateway, second]) {
      const response = await acme.call(`decisions/${id}`, { address });
      expect(await response.json()).to.include({ id, outcome: 'allow', mapping: 'job-api', target: 'api' });
      expect((await acme.call('decisions/0199c2f4', { address })).status).to.equal(404);
    }
  });

  it('turns the pages of a search, and comes to the end of it', async () => {
    const token = await acme.adminToken('decisions:read');
    const made: unknown[] = [];
    for (let number = 0; number < 5; number++) {
      made.unshift((await acme.exchange({ scope: 'fly' })).failure?.decision_id);
    }
    const found: string[] = [];
    for (let before = ''; ; ) {
      const page = await search(`limit=2&reason=scope_not_granted${before}`, token);
      found.push(...page.decisions.map(({ id }) => id));
      if (page.next === undefined) break;
      before = `&cursor=${page.next}`;
    }
    expect(found).to.deep.equal(made);
    expect((await search('outcome=deny&mapping=job-vault', token)).decisions).to.be.empty;
    expect((await search('limit=1&cursor=nothing', token)).decisions).to.be.empty;
    expect((await search('since=2999-01-01T00:00:00Z', token)).decisions).to.be.empty;
  });

  it('tells which documents are in force', async () => {
    const answer = await (await acme.call('trust/documents')).json();
    const { revision, documents } = z
      .strictObject({ revision: z.string(), documents: z.array(z.looseObject({ id: z.string() })) })
      .parse(answer);
    expect(revision).to.match(/^sha256:/);
    expect(documents.map(({ id }) => id)).to.include.members(['jobs', 'api', 'job-api', 'job-admin']);
  });

  const selectors: Readonly<Record<string, (token: string) => Promise<object>>> = {
    token: async (token) => ({ token: decode(token).claims.jti }),
    mapping: async () => ({ mapping: 'job-api' }),
    target: async () => ({ target: 'api' }),
    workload: async (token) => ({ workload: (await decisionOf(token)).subject.workload }),
  };
  for (const [by, selectorOf] of Object.entries(selectors)) {
    it(`revokes by ${by}, and both processes know of it at once`, async () => {
      const token = await acme.grant();
      expect(await isActive(token)).to.deep.equal([true, true]);
      const body = { ...(await selectorOf(token)), reason: 'The job was broken into' };
      const response = await acme.call('revocations', { body });
      expect(response.status).to.equal(201);
      expect(await response.json()).to.include({ author: 'admin.job-1', reason: body.reason });
      expect(await isActive(token)).to.deep.equal([false, false]);
      if (by !== 'token') return;
      expect(await isActive(await acme.grant())).to.deep.equal([true, true]);
    });
  }

  it('revokes at the second process what the first one issued, and leaves other mappings alone', async () => {
    const token = await acme.grant();
    const ada = await acme.grant({ subject_token: await acme.people.issue(), audience: API });
    const body = { mapping: 'job-api', reason: 'Moved' };
    expect((await acme.call('revocations', { body, address: second.issuer })).status).to.equal(201);
    expect(await isActive(token)).to.deep.equal([false, false]);
    expect(await isActive(ada)).to.deep.equal([true, true]);
  });

  it('can be revoked from itself: an admin who revokes the admin API is out', async () => {
    const token = await acme.adminToken();
    const body = { target: 'admin', reason: 'Everybody out' };
    expect((await acme.call('revocations', { body, token })).status).to.equal(201);
    for (const { issuer: address } of [acme.gateway, second]) {
      expect((await acme.call('trust', { token, address })).status).to.equal(401);
    }
  });
});

describe('looking after a gateway for GitHub', () => {
  it('revokes one run of a job by its task, and leaves the next run alone', async () => {
    const shop = await openShop({ moreTrust: shopAdmin('decisions:read', 'tokens:revoke') });
    const { issuer } = shop.gateway;
    const issue = async (run_id: string, audience = DEPLOYER) => {
      const subject = await shop.subjectToken({ run_id });
      return (await post(issuer, exchangeForm(subject, { audience }))).token?.access_token ?? '';
    };
    const [first, next, admin] = [await issue('1'), await issue('2'), await issue('3', 'admin')];
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${issuer}/admin/v1/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      });

    const decision = Decision.parse(await (await ask(`decisions/${decode(first).claims.txn}`)).json());
    const body = JSON.stringify({ task: decision.subject.task, reason: 'It ran a stranger’s code' });
    expect((await ask('revocations', { method: 'POST', body })).status).to.equal(201);

    const status = await postForm(
      `${issuer}/introspect`,
      { token: first },
      { authorization: `Bearer ${next}` },
    );
    expect(introspectionOf(status)).to.deep.equal({ active: false });
    await shop.close();
  });
});
