import { createDpopKey } from '@cambio/binding';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { createReplayMemory } from '../../src/index.ts';
import { closeServers } from '../server.ts';
import { NOW, serveIssuer } from './issuer.ts';
import { PUBLIC_URL, proofBy } from './proof.ts';
import { bearing, outcomeOf, serverOf } from './under-test.ts';

describe('a replay memory', () => {
  afterEach(closeServers);

  it('takes a proof once, until it is too old to pass', async () => {
    let now = NOW;
    const reserve = createReplayMemory(() => now);
    expect(await reserve('a', NOW + 65)).to.deep.equal(ok('reserved'));
    now = NOW + 64;
    expect(await reserve('a', NOW + 65)).to.deep.equal(ok('exists'));
    expect(await reserve('b', NOW + 129)).to.deep.equal(ok('reserved'));
    now = NOW + 65;
    expect(await reserve('a', NOW + 130)).to.deep.equal(ok('reserved'));
  });

  it('gives one of many at once the proof', async () => {
    const reserve = createReplayMemory(() => NOW);
    const all = await Promise.all(Array.from({ length: 20 }, () => reserve('a', NOW + 65)));
    expect(all.filter((taken) => taken.ok && taken.value === 'reserved')).to.have.length(1);
  });

  it('DP-21 is bounded, and full refuses rather than forgets', async () => {
    let now = NOW;
    const reserve = createReplayMemory(() => now, 2);
    await reserve('a', NOW + 65);
    await reserve('b', NOW + 66);
    expect(await reserve('c', NOW + 67)).to.deep.equal(err('unavailable'));
    expect(await reserve('a', NOW + 65)).to.deep.equal(ok('exists'));
    now = NOW + 65;
    expect(await reserve('c', NOW + 67)).to.deep.equal(ok('reserved'));
  });

  it('DP-09 is shared by processes where a service gives one', async () => {
    const issuer = await serveIssuer();
    const key = await createDpopKey();
    const reserve = createReplayMemory(() => NOW);
    const replicas = [1, 2].map(() => serverOf(issuer, { dpop: { publicUrl: PUBLIC_URL, reserve } }));
    const token = await issuer.issue({ claims: { cnf: { jkt: key.thumbprint } } });
    const dpop = await proofBy(key, token);
    const request = bearing(token, { authorization: `DPoP ${token}`, dpop });
    const outcomes = [];
    for (const replica of replicas) outcomes.push(outcomeOf(await replica.verifyAccessToken(request)));
    expect(outcomes).to.deep.equal(['verified', 'proof_replayed']);
  });

  it('DP-09 that cannot answer lets nothing pass', async () => {
    const issuer = await serveIssuer();
    const key = await createDpopKey();
    const dpopOptions = { publicUrl: PUBLIC_URL, reserve: async () => err('unavailable' as const) };
    const server = serverOf(issuer, { dpop: dpopOptions });
    const token = await issuer.issue({ claims: { cnf: { jkt: key.thumbprint } } });
    const request = bearing(token, { authorization: `DPoP ${token}`, dpop: await proofBy(key, token) });
    const verified = await server.verifyAccessToken(request);
    expect(verified).to.deep.equal(
      err({ reason: 'marks_unavailable', detail: 'the proof could not be reserved' }),
    );
  });
});
