import { connect } from 'node:net';
import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { type Answer, post } from '../shop/answer.ts';
import { changeTrust, DISABLED, ENABLED, SHOP_ADMIN } from '../shop/change-trust.ts';
import { createDpopKey } from '../shop/dpop-key.ts';
import { expectOneOf } from '../shop/expect-one-of.ts';
import { exchangeForm } from '../shop/shop.ts';
import { DEPLOYER, SHOP, shopTrust } from '../shop/trust.ts';
import { type Connection, connectToEach } from './connections.ts';

const WORKERS = 2;

/** Milliseconds in which a change at one worker has to bind at all. */
const BINDING = 1000;

/** Exchanges of one workload in a minute. */
const RATE = 4;

/** That one worker takes. */
const CONNECTIONS = 4;

describe(`${WORKERS} workers on one SQLite file`, () => {
  let platform: GitHubPlatform;
  let gateway: Gateway;
  let connections: readonly Connection[];

  const start = (...settings: readonly string[]) =>
    startGateway({
      trust: shopTrust(platform.issuer, 'replay: once') + SHOP_ADMIN,
      trustSource: 'ledger',
      args: [`workers=${WORKERS}`, ...settings].flatMap((setting) => ['--set', setting]),
    });
  const subjectToken = (audience = gateway.issuer) => platform.issue({ aud: audience, ...SHOP });
  const issueAt = async ({ exchange }: Connection, audience = DEPLOYER): Promise<string> => {
    const { token, failure } = await exchange(exchangeForm(await subjectToken(), { audience }));
    if (token === undefined) throw new Error(`no token: ${JSON.stringify(failure)}`);
    return token.access_token;
  };
  const each = async (ask: (at: Connection, other: Connection) => Promise<void>) => {
    const [first, second] = connections;
    if (first === undefined || second === undefined) throw new Error('there are two workers');
    await ask(first, second);
    await ask(second, first);
  };

  before(async () => {
    platform = await startGitHubPlatform({ now: Date.now });
    gateway = await start();
    connections = await connectToEach(gateway, WORKERS);
  });
  after(async () => {
    await Promise.all(connections.map(({ close }) => close()));
    await gateway.stop();
    await platform.close();
  });

  it('answer for readiness and metrics as one', async () => {
    const ready = await fetch(`${gateway.internal}/readyz`);
    expect(ready.status).to.equal(200);
    expect(await ready.json()).to.deep.nested.include({
      status: 'ready',
      'parts.ledger': { state: 'ok' },
      'parts.workers': { state: 'ok', detail: '2 of 2 answer' },
    });
    expect(await (await fetch(`${gateway.internal}/livez`)).json()).to.deep.equal({ status: 'ok' });
    const page = await (await fetch(`${gateway.internal}/metrics`)).text();
    expect(page.match(/^# TYPE cambio_trust_revision /gm)).to.have.length(1);
    const revisions = page.matchAll(/^cambio_trust_revision\{[^}]*cambio_worker="(\d)"[^}]*\} 1$/gm);
    expect([...revisions].map(([, worker]) => worker)).to.deep.equal(['1', '2']);
    expect(page).to.match(/^target_info\{[^}]*service_instance_id="[^"]+-2"/m);
  });

  it('say which of them writes to the log', () => {
    const serves = gateway.log.lines
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => msg === 'worker serves');
    expect(serves.map(({ worker }) => worker)).to.deep.equal([1, 2]);
  });

  it('accept a token once, whichever of them it is shown to', async () => {
    for (let round = 0; round < 5; round += 1) {
      const form = exchangeForm(await subjectToken());
      const asked = Array.from({ length: 50 }, () => post(gateway.issuer, form));
      const answers = await Promise.all([...asked, ...connections.map(({ exchange }) => exchange(form))]);
      expectOneOf(answers, 'replayed');
    }
  });

  it('accept a proof of possession once, with a nonce of either', async () => {
    const key = await createDpopKey();
    const url = `${gateway.issuer}/token`;
    await each(async (at, other) => {
      const told = await at.exchange(exchangeForm(await subjectToken()), { dpop: await key.prove(url) });
      const nonce = told.headers.get('dpop-nonce') ?? undefined;
      const dpop = await key.prove(url, undefined, nonce);
      const answers: Answer[] = [];
      for (const connection of [other, at, other]) {
        answers.push(await connection.exchange(exchangeForm(await subjectToken()), { dpop }));
      }
      expect(nonce).to.be.a('string');
      expect(answers[0]?.status).to.equal(200);
      expectOneOf(answers, 'proof_replayed');
    });
  });

  it('write to the one file without being in the way of each other', async () => {
    const answers: Answer[] = [];
    const exchangeInTurn = async () => {
      while (answers.length < 400)
        answers.push(await post(gateway.issuer, exchangeForm(await subjectToken())));
    };
    await Promise.all(Array.from({ length: 32 }, exchangeInTurn));
    expect(answers.filter(({ status }) => status !== 200)).to.deep.equal([]);
  });

  it('know the tokens of each other, until one of them revokes it', async () => {
    await each(async (at, other) => {
      const [token, bearer] = [await issueAt(at), await issueAt(at)];
      const introspect = async ({ fetch }: Connection): Promise<unknown> => {
        const headers = { authorization: `Bearer ${bearer}` };
        const body = new URLSearchParams({ token });
        return (await fetch('/introspect', { method: 'POST', body, headers })).json();
      };
      expect(await introspect(other)).to.include({ active: true });
      const revoked = await at.fetch('/revoke', { method: 'POST', body: new URLSearchParams({ token }) });
      expect(revoked.status).to.equal(200);
      expect(await introspect(other)).to.deep.equal({ active: false });
    });
  });

  it('are both bound within a second by a change of trust at one', async () => {
    await each(async (at, other) => {
      for (const [from, to, status] of [
        [ENABLED, DISABLED, 400],
        [DISABLED, ENABLED, 200],
      ] as const) {
        await changeTrustAt(at, from, to);
        const changed = performance.now();
        for (const connection of [at, other]) {
          while ((await connection.exchange(exchangeForm(await subjectToken()))).status !== status);
        }
        expect(performance.now() - changed).to.be.lessThan(BINDING);
      }
    });
  });

  const changeTrustAt = async (at: Connection, from: string, to: string) =>
    changeTrust(at.fetch, await issueAt(at, `${gateway.issuer}/admin`), from, to);

  it('count together what is bounded by the minute', async () => {
    const bounded = await start(`limits.perWorkload=${RATE}`);
    const [one, two] = await connectToEach(bounded, WORKERS);
    const statuses: number[] = [];
    for (const connection of Array.from({ length: RATE }, () => [one, two]).flat()) {
      const answer = await connection?.exchange(exchangeForm(await subjectToken(bounded.issuer)));
      statuses.push(answer?.status ?? 0);
    }
    await Promise.all([one?.close(), two?.close()]);
    await bounded.stop();
    // A worker finds out that all is used up when it counts once more.
    expect(statuses.filter((status) => status === 200).length).to.be.within(RATE, RATE + WORKERS - 1);
    expect(new Set(statuses)).to.deep.equal(new Set([200, 429]));
  });

  it('close a connection that is one too many, instead of passing it round', async () => {
    const bounded = await start(`limits.connections=${CONNECTIONS}`);
    const sockets = Array.from({ length: 2 * CONNECTIONS * WORKERS }, () =>
      connect(bounded.port, '127.0.0.1'),
    );
    const outcomes = await Promise.all(
      sockets.map((socket) => {
        socket.write('GET /jwks HTTP/1.1\r\nHost: localhost\r\n\r\n');
        socket.on('error', () => undefined);
        return new Promise<string>((resolve) => {
          socket.once('data', (answer) => resolve(String(answer)));
          socket.once('close', () => resolve('closed'));
        });
      }),
    );
    for (const socket of sockets) socket.destroy();
    const served = outcomes.filter((outcome) => outcome.startsWith('HTTP/1.1 200 '));
    expect(served.length).to.be.within(CONNECTIONS, CONNECTIONS * WORKERS);
    expect(outcomes.filter((outcome) => outcome === 'closed')).to.have.length(
      outcomes.length - served.length,
    );
    await bounded.stop();
  });
});
