import { expect } from 'chai';
import type { Gateway } from '../../gateway/start-gateway.ts';
import { type Answer, post } from '../../shop/answer.ts';
import { DISABLED, ENABLED } from '../../shop/change-trust.ts';
import { createDpopKey } from '../../shop/dpop-key.ts';
import { expectOneOf } from '../../shop/expect-one-of.ts';
import { exchangeForm } from '../../shop/shop.ts';
import { INACTIVE, introspectionOf, postForm } from '../../shop/token-status.ts';
import { openReplicas, type Replicas } from './open-replicas.ts';

/** Milliseconds in which a change at one replica has to bind on the others. */
const BINDING = 1000;

for (const count of [2, 3]) {
  describe(`${count} replicas over PostgreSQL and Redis`, () => {
    let replicas: Replicas;
    before(async () => {
      replicas = await openReplicas(count);
    });
    after(() => replicas.close());

    const exchangeAt = async ({ issuer }: Gateway): Promise<Answer> =>
      post(issuer, exchangeForm(await replicas.subjectToken()));
    const issueAt = async (gateway: Gateway): Promise<string> => {
      const { token, failure } = await exchangeAt(gateway);
      if (token === undefined) throw new Error(`no token: ${JSON.stringify(failure)}`);
      return token.access_token;
    };
    /** Asks every replica the same at the same time, several times each. */
    const askAll = async (ask: (gateway: Gateway) => Promise<Answer>): Promise<readonly Answer[]> =>
      Promise.all(replicas.gateways.flatMap((gateway) => Array.from({ length: 8 }, () => ask(gateway))));
    const introspectAt = async ({ issuer }: Gateway, bearer: string, token: string) =>
      postForm(`${issuer}/introspect`, { token }, { authorization: `Bearer ${bearer}` });
    /** Milliseconds until every replica answers an exchange like this. */
    async function untilAllAnswer(status: number): Promise<number> {
      const from = performance.now();
      for (const gateway of replicas.gateways) while ((await exchangeAt(gateway)).status !== status);
      return performance.now() - from;
    }

    it('accept a token once, whichever of them it is shown to', async () => {
      for (let round = 0; round < 5; round += 1) {
        const subject = await replicas.subjectToken();
        const answers = await askAll(({ issuer }) => post(issuer, exchangeForm(subject)));
        expectOneOf(answers, 'replayed');
      }
    });

    it('accept a proof of possession once, whichever of them it is shown to', async () => {
      const key = await createDpopKey();
      const dpop = await key.prove(`${replicas.issuer}/token`);
      const answers = await askAll(async ({ issuer }) =>
        post(issuer, exchangeForm(await replicas.subjectToken()), { dpop }),
      );
      expectOneOf(answers, 'proof_replayed');
    });

    it('know the tokens of each other, until one of them revokes it', async () => {
      for (const gateway of replicas.gateways) {
        const [token, bearer] = [await issueAt(gateway), await issueAt(gateway)];
        for (const other of replicas.gateways) {
          expect(introspectionOf(await introspectAt(other, bearer, token)).active).to.equal(true);
        }
        const revoked = await postForm(`${gateway.issuer}/revoke`, { token });
        expect(revoked.status).to.equal(200);
        for (const other of replicas.gateways) {
          expect((await introspectAt(other, bearer, token)).text).to.equal(INACTIVE);
        }
      }
    });

    it('are all bound within a second by a change of trust at one of them', async () => {
      for (const gateway of replicas.gateways) {
        await replicas.changeTrustAt(gateway, ENABLED, DISABLED);
        expect(await untilAllAnswer(400)).to.be.lessThan(BINDING);
        await replicas.changeTrustAt(gateway, DISABLED, ENABLED);
        expect(await untilAllAnswer(200)).to.be.lessThan(BINDING);
      }
    });

    it('are bound by one that nobody announces, too', async () => {
      await replicas.changeTrust(ENABLED, DISABLED);
      await untilAllAnswer(400);
      await replicas.changeTrust(DISABLED, ENABLED);
      await untilAllAnswer(200);
    });

    it('issue nothing without Redis and say which part is down; then go on, and have missed nothing', async () => {
      await replicas.haltRedis();
      for (const gateway of replicas.gateways) {
        const { status, headers, failure } = await exchangeAt(gateway);
        expect([status, failure?.error]).to.deep.equal([503, 'temporarily_unavailable']);
        expect(headers.get('retry-after')).to.match(/^\d+$/);
        const ready = await fetch(`${gateway.internal}/readyz`);
        expect(ready.status).to.equal(503);
        expect(await ready.json()).to.nested.include({
          'parts.marks.state': 'down',
          'parts.ledger.state': 'ok',
        });
      }
      await replicas.changeTrust(ENABLED, DISABLED);
      await untilAllAnswer(400);
      await replicas.changeTrust(DISABLED, ENABLED);
      await replicas.resumeRedis();
      await untilAllAnswer(200);
      for (const { internal } of replicas.gateways) {
        expect((await fetch(`${internal}/readyz`)).status).to.equal(200);
      }
    });
  });
}
