import { expect } from 'chai';
import { post } from '../../shop/answer.ts';
import { DISABLED, ENABLED } from '../../shop/change-trust.ts';
import { expectOneOf } from '../../shop/expect-one-of.ts';
import { exchangeForm } from '../../shop/shop.ts';
import { type Connection, connectToEach } from '../../workers/connections.ts';
import { openReplicas, type Replicas } from './open-replicas.ts';

const WORKERS = 2;

describe(`2 replicas of ${WORKERS} workers over PostgreSQL and Redis`, () => {
  let replicas: Replicas;
  let connections: readonly Connection[];
  before(async () => {
    replicas = await openReplicas(2, { settings: [`workers=${WORKERS}`] });
    const connected = replicas.gateways.map((gateway) => connectToEach(gateway, WORKERS));
    connections = (await Promise.all(connected)).flat();
  });
  after(async () => {
    await Promise.all(connections.map(({ close }) => close()));
    await replicas.close();
  });

  it('are ready', async () => {
    for (const { internal } of replicas.gateways) {
      const ready = await fetch(`${internal}/readyz`);
      expect(await ready.json()).to.deep.nested.include({
        status: 'ready',
        'parts.marks': { state: 'ok' },
        'parts.workers': { state: 'ok', detail: '2 of 2 answer' },
      });
    }
  });

  it('accept a token once, whichever of them all it is shown to', async () => {
    for (let round = 0; round < 5; round += 1) {
      const form = exchangeForm(await replicas.subjectToken());
      const answers = await Promise.all([
        ...connections.map(({ exchange }) => exchange(form)),
        ...replicas.gateways.flatMap(({ issuer }) => Array.from({ length: 10 }, () => post(issuer, form))),
      ]);
      expectOneOf(answers, 'replayed');
    }
  });

  it('are all bound by a change of trust', async () => {
    await replicas.changeTrust(ENABLED, DISABLED);
    for (const { exchange } of connections) {
      while ((await exchange(exchangeForm(await replicas.subjectToken()))).status !== 400);
    }
  });
});
