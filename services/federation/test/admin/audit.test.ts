import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { verifyTrail } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import Koa from 'koa';
import type { AdminParts } from '../../src/admin/admin-api.ts';
import { sendLines } from '../../src/admin/send-lines.ts';
import { type LedgerUnderTest, ledgerUnderTest, NOW } from '../audit/ledger-with-decisions.ts';
import { adminUnderTest } from './admin-under-test.ts';

describe('GET /audit/export', () => {
  let acme: LedgerUnderTest;
  beforeEach(async () => {
    acme = await ledgerUnderTest();
  });
  afterEach(() => acme.close());

  /** A text in the place of a signature: whose it is, other tests tell. */
  async function seal(at: number): Promise<void> {
    const sign = async (statement: object) =>
      ok(`e30.${Buffer.from(JSON.stringify(statement)).toString('base64url')}.c2ln`);
    const issuer = 'https://sts.acme.example/eu';
    const judge = async () => ok('valid' as const);
    const sealed = await acme.ledger.trail.seal({ issuer, now: at, sign, judge, anyway: false });
    if (!sealed.ok) throw new Error(JSON.stringify(sealed.error));
  }

  async function exported(query = '') {
    const { call } = adminUnderTest({ trail: acme.ledger.trail });
    const response = await call(`audit/export${query}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  }

  async function verified(text: string) {
    const verification = verifyTrail({ checkSignature: async () => 'valid' });
    for (const line of text.trimEnd().split('\n')) await verification.take(line);
    return verification.finish();
  }

  for (const format of ['jsonl', 'cloudevents'] as const) {
    it(`gives the trail as ${format}, which verifies`, async () => {
      await acme.decide(210);
      await seal(NOW + 1000);
      await acme.decide(3);
      await seal(NOW + 2000);
      const { status, type, text } = await exported(`?format=${format}`);
      expect([status, type]).to.deep.equal([200, 'application/jsonl']);
      expect(await verified(text)).to.have.nested.property('value.records', 213);
      const [header] = text.split('\n');
      expect(JSON.parse(header ?? '')).to.have.property(format === 'jsonl' ? 'kind' : 'specversion');
    });
  }

  it('gives whole checkpoints of a time', async () => {
    for (const number of [1, 2, 3]) {
      await acme.decide(2);
      await seal(NOW + 1000 * number);
    }
    const [from, until] = [new Date(NOW + 1000), new Date(NOW + 1500)].map((time) => time.toISOString());
    const part = await verified((await exported(`?from=${from}&until=${until}`)).text);
    expect(part)
      .to.have.property('value')
      .that.deep.includes({ records: 2, after: { number: 1, at: NOW + 1000 } });
    const crossed = await exported(`?from=${until}&until=${from}`);
    expect([crossed.status, JSON.parse(crossed.text).members]).to.deep.equal([400, ['until']]);
  });

  it('says so where nothing is sealed, or the ledger does not answer', async () => {
    expect(JSON.parse((await exported()).text).reason).to.equal('nothing_sealed');
    await acme.ledger.close();
    expect((await exported()).status).to.equal(503);
  });

  it('breaks off, and is not whole, where the ledger no longer answers or the token has ended', async () => {
    await acme.decide(3);
    await seal(NOW + 1000);
    let time = NOW;
    const later = () => (time += 20_000);
    const parts: readonly Partial<AdminParts>[] = [
      { trail: { ...acme.ledger.trail, records: async () => err('unavailable') } },
      { trail: acme.ledger.trail, now: later, introspect: async () => ok({ active: false }) },
    ];
    for (const part of parts) {
      const broken = await adminUnderTest(part)
        .call('audit/export')
        .catch((thrown: unknown) => thrown);
      expect(broken).to.be.instanceOf(TypeError);
    }
  });

  it('reads no further than is taken', async () => {
    let read = 0;
    async function* lines() {
      for (;;) yield `${++read}\n`;
    }
    const ctx = new Koa().createContext(new IncomingMessage(new Socket()), answerTo());
    sendLines(ctx, lines());
    for await (const _ of ctx.body as Readable) if (read > 20) break;
    const taken = 21;
    expect(read).to.be.within(taken, taken + 2);
  });

  it('serves no more than four at a time', async () => {
    await acme.decide(5);
    await seal(NOW + 1000);
    // Without end, and each so large that a few of them fill what is kept for a connection.
    const padding = 'x'.repeat(1_000_000);
    const records: AdminParts['trail']['records'] = async ({ chain, after }) =>
      ok([{ kind: 'decision', chain, seq: after, hash: '', record: { padding } }]);
    const { api } = adminUnderTest({ trail: { ...acme.ledger.trail, records } });
    const server = createServer(new Koa().use(api).callback()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const headers = { authorization: 'Bearer decisions:read' };
    const ask = () => fetch(`http://127.0.0.1:${port}/eu/admin/v1/audit/export`, { headers });
    const open = [await ask(), await ask(), await ask(), await ask()];
    const fifth = await ask();
    expect(await fifth.json()).to.deep.include({ reason: 'too_many_streams' });
    for (const each of open) await each.body?.cancel();
    // They are closed once the gateway has noticed.
    for (let status = 429; status !== 200; ) {
      const again = await ask();
      await again.body?.cancel();
      ({ status } = again);
    }
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
});

function answerTo(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}
