import { createHmac } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { type WebhookOptions, webhookSink } from '../../src/audit/webhook-sink.ts';
import { recordingLog } from '../quiet-log.ts';
import { type Collector, startCollector } from './collector.ts';
import { ISSUER, type LedgerUnderTest, ledgerUnderTest, NOW } from './ledger-with-decisions.ts';

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;

describe('webhookSink', () => {
  const { signal } = new AbortController();
  let store: LedgerUnderTest;
  let collector: Collector;
  let rejected: number[];
  let answers: ((body: string) => { status: number; location?: string } | undefined)[];

  beforeEach(async () => {
    store = await ledgerUnderTest();
    answers = [];
    rejected = [];
    collector = await startCollector(({ body }) => (answers.shift() ?? (() => ({ status: 204 })))(body));
    await store.decide(4);
  });
  afterEach(async () => {
    await collector.close();
    await store.close();
  });

  const deadLetters = () => join(store.folder, 'refused', 'dead.jsonl');

  async function deliver(changes: Partial<WebhookOptions> = {}, until: AbortSignal = signal) {
    const sink = webhookSink({
      id: 'siem',
      url: collector.url,
      headers: { authorization: 'Bearer x' },
      secret: SECRET,
      deadLetters: deadLetters(),
      onRejected: (records) => rejected.push(records),
      issuer: ISSUER,
      log: recordingLog().log,
      now: store.now,
      ...changes,
    });
    return sink.deliver(await store.pending('r'), until);
  }

  it('posts a batch of CloudEvents, signed', async () => {
    expect(await deliver()).to.deep.equal(ok(undefined));
    const [{ headers, body } = { headers: {}, body: '' }] = collector.received;
    expect(headers['content-type']).to.match(/^application\/cloudevents-batch\+json/);
    expect(headers.authorization).to.equal('Bearer x');
    const [first] = await store.pending('r');
    const events = JSON.parse(body);
    expect(events).to.have.length(4);
    expect(events[0]).to.deep.equal({
      specversion: '1.0',
      id: first?.hash,
      source: ISSUER,
      type: 'io.cambio.decision.v1',
      time: new Date(NOW + 1).toISOString(),
      datacontenttype: 'application/json',
      data: { kind: 'decision', chain: first?.chain, seq: 1, hash: first?.hash, record: first?.record },
    });
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    const mac = createHmac('sha256', key).update(content).digest('base64');
    expect(headers['webhook-signature']).to.equal(`v1,${mac}`);
    expect(headers['webhook-timestamp']).to.equal(String(NOW / 1000));
  });

  it('signs nothing without a secret', async () => {
    await deliver({ secret: undefined });
    expect(collector.received[0]?.headers).to.not.have.property('webhook-signature');
  });

  for (const status of [301, 401, 403, 404, 408, 429, 500, 503]) {
    it(`counts ${status} as not delivered, and sends the same batch under the same id again`, async () => {
      answers.push(() => ({ status, location: collector.url }));
      expect(await deliver()).to.deep.equal(err(`the answer was ${status}`));
      expect(await deliver()).to.deep.equal(ok(undefined));
      const [first, second] = collector.received;
      expect(collector.received).to.have.length(2);
      expect(second?.body).to.equal(first?.body);
      expect(second?.headers['webhook-id']).to.equal(first?.headers['webhook-id']);
    });
  }

  for (const status of [400, 413, 415, 422]) {
    it(`sets aside the one decision that is refused with ${status}, and delivers the others`, async () => {
      const refuse = (body: string) => ({ status: body.includes('"id":"decision-3"') ? status : 200 });
      answers = Array.from({ length: 20 }, () => refuse);
      expect(await deliver()).to.deep.equal(ok(undefined));
      const taken = collector.received.map(({ body }) => body).filter((body) => refuse(body).status === 200);
      expect(taken.flatMap((body) => JSON.parse(body)).map(({ data }) => data.seq)).to.deep.equal([1, 2, 4]);
      const [line = '', ...more] = (await readFile(deadLetters(), 'utf8')).split('\n');
      expect(JSON.parse(line).record.id).to.equal('decision-3');
      expect(more).to.deep.equal(['']);
      expect(rejected).to.deep.equal([1]);
      expect((await stat(deadLetters())).mode & 0o777).to.equal(0o600);
    });
  }

  it('delivers nothing it cannot set aside', async () => {
    answers = Array.from({ length: 20 }, () => () => ({ status: 400 }));
    const delivered = await deliver({ deadLetters: store.folder });
    expect(delivered).to.have.property('error').that.contains('EISDIR');
  });

  it('says why an address cannot be reached, and nothing of what it sends', async () => {
    await collector.close();
    const delivered = await deliver();
    collector = await startCollector(() => undefined);
    expect(delivered).to.have.property('error').that.contains('ECONNREFUSED').and.does.not.contain('Bearer');
  });

  it('ends when it is told to, whatever the other side does', async () => {
    const stopping = new AbortController();
    answers.push(() => {
      stopping.abort();
      return undefined;
    });
    expect(await deliver({}, stopping.signal)).to.have.property('error', 'This operation was aborted');
  });
});
