import { join } from 'node:path';
import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { otlpSink } from '../../src/audit/otlp-sink.ts';
import { recordingLog } from '../quiet-log.ts';
import { type Collector, startCollector } from './collector.ts';
import { ISSUER, type LedgerUnderTest, ledgerUnderTest, NOW } from './ledger-with-decisions.ts';

describe('otlpSink', () => {
  let store: LedgerUnderTest;
  let collector: Collector;
  let answer = '{}';

  beforeEach(async () => {
    store = await ledgerUnderTest();
    collector = await startCollector(() => ({ status: 200, body: answer }));
    await store.decide(2);
  });
  afterEach(async () => {
    answer = '{}';
    await collector.close();
    await store.close();
  });

  async function deliver(log = recordingLog()) {
    const rejected: number[] = [];
    const sink = otlpSink({
      id: 'collector',
      url: collector.url,
      headers: { 'x-api-key': 'k' },
      deadLetters: join(store.folder, 'dead.jsonl'),
      issuer: ISSUER,
      log: log.log,
      onRejected: (records) => rejected.push(records),
    });
    const delivered = await sink.deliver(await store.pending('r'), new AbortController().signal);
    return { delivered, rejected, lines: log.lines };
  }

  it('posts log records as OTLP has them', async () => {
    expect((await deliver()).delivered).to.deep.equal(ok(undefined));
    const [{ headers, body } = { headers: {}, body: '' }] = collector.received;
    expect(headers).to.include({ 'content-type': 'application/json', 'x-api-key': 'k' });
    const [resourceLogs, ...others] = JSON.parse(body).resourceLogs;
    expect(others).to.deep.equal([]);
    expect(resourceLogs.resource.attributes).to.deep.include({
      key: 'service.name',
      value: { stringValue: 'cambio' },
    });
    const [allowed, denied] = resourceLogs.scopeLogs[0].logRecords;
    expect(allowed).to.include({
      timeUnixNano: `${NOW + 1}000000`,
      severityNumber: 9,
      eventName: 'cambio.decision',
    });
    expect(denied).to.include({ severityNumber: 13, severityText: 'WARN' });
    expect(denied.attributes).to.deep.include({
      key: 'cambio.decision.reason',
      value: { stringValue: 'no_mapping' },
    });
    const [first] = await store.pending('r');
    expect(JSON.parse(allowed.body.stringValue)).to.include({ seq: 1, hash: first?.hash });
  });

  it('says in the log what a collector took and dropped, and counts it', async () => {
    answer = '{"partialSuccess":{"rejectedLogRecords":"2","errorMessage":"too old"}}';
    const { delivered, rejected, lines } = await deliver();
    expect(delivered).to.deep.equal(ok(undefined));
    expect(rejected).to.deep.equal([2]);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include({ level: 50, records: 2, problem: 'too old' });
  });

  for (const text of [
    '',
    'no json',
    '[]',
    '{"partialSuccess":{}}',
    '{"partialSuccess":{"rejectedLogRecords":0}}',
  ]) {
    it(`takes ${JSON.stringify(text)} for success`, async () => {
      answer = text;
      const { delivered, lines } = await deliver();
      expect(delivered).to.deep.equal(ok(undefined));
      expect(lines).to.deep.equal([]);
    });
  }
});
