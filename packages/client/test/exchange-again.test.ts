import { err } from '@cambio/oauth';
import { expect } from 'chai';
import { type ExchangeIo, exchange } from '../src/index.ts';
import { countingSource, exchangeAt, ioThatNotes, source } from './exchange-under-test.ts';
import { GRANTED, serveGateway } from './gateway.ts';
import { closeServers, type Reply, serve } from './server.ts';

describe('a token that was used already', () => {
  afterEach(closeServers);

  const replayed: Reply = { status: 400, body: { error: 'invalid_request', reason: 'replayed' } };

  it('is replaced once by another', async () => {
    const counting = countingSource();
    const { gateway, outcome } = await exchangeAt(
      { replies: [replayed, { body: GRANTED }] },
      { source: counting },
    );
    expect(outcome.ok).to.equal(true);
    expect(gateway.asked().map(({ form }) => form.subject_token)).to.deep.equal(['token-1', 'token-2']);
  });

  it('is replaced no more than once', async () => {
    const { gateway, outcome } = await exchangeAt({ replies: [replayed] }, { source: countingSource() });
    expect(outcome).to.have.nested.property('error.reason', 'replayed');
    expect(gateway.asked()).to.have.length(2);
  });

  it('is not sent again where the source has no other', async () => {
    const { gateway, outcome } = await exchangeAt({ replies: [replayed] });
    expect(outcome).to.have.nested.property('error.reason', 'replayed');
    expect(gateway.asked()).to.have.length(1);
  });
});

describe('another attempt', () => {
  afterEach(closeServers);

  const busy = (status: number, retryAfter?: string): Reply => ({
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    body: { error: 'temporarily_unavailable' },
  });
  const page: Reply = { status: 503, headers: { 'retry-after': '4' }, body: '<html>' };
  const cases: readonly (readonly [string, readonly Reply[], readonly number[]])[] = [
    ['follows 503 with Retry-After', [busy(503, '2'), { body: GRANTED }], [2]],
    ['follows 429 with Retry-After', [busy(429, '0'), { body: GRANTED }], [0]],
    ["follows a proxy's 503", [page, { body: GRANTED }], [4]],
    ['follows twice at most', [busy(503, '1')], [1, 1]],
    ['does not follow 503 alone', [busy(503)], []],
    ['does not follow a long wait', [busy(503, '31')], []],
    ['does not follow a date', [busy(503, 'Wed, 21 Oct 2026 07:28:00 GMT')], []],
    ['does not follow 500', [busy(500, '1')], []],
    [
      'does not follow a denial',
      [{ status: 400, headers: { 'retry-after': '1' }, body: { error: 'invalid_target' } }],
      [],
    ],
  ];
  for (const [name, replies, expected] of cases) {
    it(name, async () => {
      const waits: number[] = [];
      const { gateway, outcome } = await exchangeAt({ replies }, {}, waits);
      expect(waits).to.deep.equal(expected);
      expect(gateway.asked()).to.have.length(expected.length + 1);
      expect(outcome.ok).to.equal(replies.length === 2);
    });
  }

  it('brings a token that was not used yet', async () => {
    const { gateway } = await exchangeAt({ replies: [busy(503, '1')] }, { source: countingSource() });
    const sent = gateway.asked().map(({ form }) => form.subject_token);
    expect(sent).to.deep.equal(['token-1', 'token-2', 'token-3']);
  });

  it('tells when to come back where it gave up', async () => {
    const { outcome } = await exchangeAt({ replies: [busy(503, '60')] });
    expect(!outcome.ok && outcome.error.kind === 'refused' && outcome.error.retryAfter).to.equal(60);
  });

  it('follows a connection that nobody took, until somebody does', async () => {
    const { url, close } = await serve(() => ({}));
    await close();
    const waits: number[] = [];
    const notes = ioThatNotes(waits);
    const refused = await exchange({ gateway: url, source, audience: 'a' }, notes);
    const { host, port } = new URL(url);
    expect(refused).to.deep.equal(err({ kind: 'unreachable', host, unsent: true, detail: 'ECONNREFUSED' }));
    expect(waits).to.deep.equal([1, 2]);
    const starting: ExchangeIo = {
      ...notes,
      wait: async () => {
        await serveGateway({ port: Number(port) });
      },
    };
    expect((await exchange({ gateway: url, source, audience: 'a' }, starting)).ok).to.equal(true);
  });

  const lost = [
    [new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }), 'ECONNRESET'],
    [new DOMException('canary', 'TimeoutError'), 'no answer within 30 s'],
    [new TypeError('canary'), 'the request failed'],
  ] as const;
  for (const [thrown, detail] of lost) {
    it(`does not follow a request that may have been taken: ${detail}`, async () => {
      const waits: number[] = [];
      const gateway = await serveGateway();
      const cut: ExchangeIo = {
        ...ioThatNotes(waits),
        fetch: (input, init) => (init?.method === 'POST' ? Promise.reject(thrown) : fetch(input, init)),
      };
      const outcome = await exchange({ gateway: gateway.issuer, source, audience: 'a' }, cut);
      const { host } = new URL(gateway.url);
      expect(outcome).to.deep.equal(err({ kind: 'unreachable', host, unsent: false, detail }));
      expect(waits).to.deep.equal([]);
    });
  }
});
